"""The grid: 24 columns that panels are laid out on, from left to right and from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

COLUMNS = 24
DEFAULT_HEIGHT = 8
MOST_IN_A_LINE = 4
"""Panels without a width of their own that share one line."""

Panel = dict[str, Any]
Size = tuple[int, int]
"""Width and height."""


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
    places, height = _places(tuple((_size(panel, "w"), _size(panel, "h")) for panel in panels))
    for panel, (x, y, w, h) in zip(panels, places, strict=True):
        panel["gridPos"] = {"h": h, "w": w, "x": x, "y": top + y}
    return top + height


@lru_cache(maxsize=1000)
def _places(sizes: tuple[Size, ...]) -> tuple[list[tuple[int, int, int, int]], int]:
    """x, y, width and height of panels of these sizes from 0 downwards, and the height of all; 0 is no size given."""
    skyline = [0] * COLUMNS
    places = []
    for line in _lines(sizes):
        height = max((h for _, h in line), default=0) or DEFAULT_HEIGHT
        for (_, own), width in zip(line, _widths(line), strict=True):
            # The highest free place, the leftmost of those: where lines have panels of several heights, a low panel
            # gets the next one under it instead of a hole.
            y, x = min((max(skyline[x : x + width]), x) for x in range(COLUMNS - width + 1))
            places.append((x, y, width, own or height))
            skyline[x : x + width] = [y + (own or height)] * width
    return places, max(skyline)


def _lines(sizes: Sequence[Size]) -> list[list[Size]]:
    """The panels broken into lines; those without a width take part with an even share."""
    if not sizes:
        return []
    lines_at_least = -(-len(sizes) // MOST_IN_A_LINE)
    share = COLUMNS // -(-len(sizes) // lines_at_least)
    lines: list[list[Size]] = [[]]
    used = 0
    for size in sizes:
        width = size[0] or share
        if lines[-1] and used + width > COLUMNS:
            lines.append([])
            used = 0
        lines[-1].append(size)
        used += width
    return lines


def _widths(line: Sequence[Size]) -> list[int]:
    given = [width for width, _ in line]
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
