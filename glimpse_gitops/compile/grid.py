"""The grid: 24 columns that panels are laid out on, from left to right and from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

COLUMNS = 24
DEFAULT_HEIGHT = 8
MOST_IN_A_LINE = 4
"""Panels without a width of their own that share one line."""

Panel = dict[str, Any]


def lay_out(panels: list[Panel]) -> list[Panel]:
    """The panels with a complete `gridPos` each, in Grafana's order: by y, then x.

    A panel that has a position keeps it; the others flow, below those that have one. Widths and heights that are
    given are kept, the rest of each line is shared by the panels that have no width.
    """
    flowing = [panel for panel in panels if not _is_placed(panel)]
    bottom = max((_bottom(panel) for panel in panels if _is_placed(panel)), default=0)
    for row, section in _sections(flowing):
        if row is not None:
            row["gridPos"] = {"h": 1, "w": COLUMNS, "x": 0, "y": bottom}
            bottom += 1
        bottom = _flow(section, bottom)
    for panel in panels:
        if nested := [one for one in panel.get("panels", []) if not _is_placed(one)]:
            _flow(
                nested, max([panel["gridPos"]["y"] + 1, *(_bottom(one) for one in panel["panels"] if _is_placed(one))])
            )
    return sorted(panels, key=lambda panel: (panel["gridPos"]["y"], panel["gridPos"]["x"]))


def _is_placed(panel: Panel) -> bool:
    place = panel.get("gridPos")
    return isinstance(place, dict) and all(isinstance(place.get(key), int) for key in "hwxy")


def _bottom(panel: Panel) -> int:
    return int(panel["gridPos"]["y"] + panel["gridPos"]["h"])


def _sections(panels: Sequence[Panel]) -> list[tuple[Panel | None, list[Panel]]]:
    sections: list[tuple[Panel | None, list[Panel]]] = [(None, [])]
    for panel in panels:
        if panel.get("type") == "row":
            sections.append((panel, []))
        else:
            sections[-1][1].append(panel)
    return sections


def _flow(panels: Sequence[Panel], top: int) -> int:
    """Place one section below `top`; its bottom."""
    skyline = [top] * COLUMNS
    for line in _lines(panels):
        height = max((_size(panel, "h") for panel in line), default=0) or DEFAULT_HEIGHT
        for panel, width in zip(line, _widths(line), strict=True):
            # The highest free place, the leftmost of those: where lines have panels of several heights, a low panel
            # gets the next one under it instead of a hole.
            y, x = min((max(skyline[x : x + width]), x) for x in range(COLUMNS - width + 1))
            own = _size(panel, "h") or height
            panel["gridPos"] = {"h": own, "w": width, "x": x, "y": y}
            skyline[x : x + width] = [y + own] * width
    return max(skyline)


def _lines(panels: Sequence[Panel]) -> list[list[Panel]]:
    """The panels broken into lines; those without a width take part with an even share."""
    if not panels:
        return []
    lines_at_least = -(-len(panels) // MOST_IN_A_LINE)
    share = COLUMNS // -(-len(panels) // lines_at_least)
    lines: list[list[Panel]] = [[]]
    used = 0
    for panel in panels:
        width = _size(panel, "w") or share
        if lines[-1] and used + width > COLUMNS:
            lines.append([])
            used = 0
        lines[-1].append(panel)
        used += width
    return lines


def _widths(line: Sequence[Panel]) -> list[int]:
    given = [_size(panel, "w") for panel in line]
    free = COLUMNS - sum(given)
    without = given.count(0)
    if not without:
        return given
    share, rest = divmod(free, without)
    widths = []
    for width in given:
        if not width:
            width = share + (1 if rest > 0 else 0)
            rest -= 1
        widths.append(width)
    return widths


def _size(panel: Panel, key: str) -> int:
    """The width or height that the author gave, 0 for none."""
    size = panel.get("gridPos", {}).get(key, 0)
    if not isinstance(size, int) or size < 0:
        return 0
    return min(size, COLUMNS) if key == "w" else size
