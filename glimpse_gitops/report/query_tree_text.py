"""A query drawn as a tree for people: a line with the numbers for each operand, and below it its labels."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import replace

from ..promql.fault import SyntaxFault
from .amount import UNKNOWN, amount, at_most, value_range
from .excerpt import columns, marked_text, painted
from .query_tree import LostLabels, QueryNode

_HEADINGS = ("series", "reads", "holds", "values")
_DIM, _BOLD = "2", "1"
_NARROWEST = 24
"""Columns that are kept for the text of an operand, however narrow the terminal is."""
_NOTABLY = 0.95
"""The expected number is told where it is below this share of the bound."""


def render(nodes: Sequence[QueryNode], notes: Sequence[str] = (), *, width: int = 100, color: bool = False) -> str:
    """The tree, then what it comes to in sentences, then the notes."""
    drawn = _drawn(nodes)
    branches = _branches(drawn)
    cells = [_HEADINGS, *map(_cells, drawn)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(_HEADINGS))]
    needed = max(len(first) + columns(node.text) for (first, _), node in zip(branches, drawn, strict=True))
    room = max(_NARROWEST, min(needed, width - sum(widths) - 2 * len(widths)))
    lines = [painted(" " * room + _joined(_HEADINGS, widths), _DIM, color)]
    for position, (node, (first, below)) in enumerate(zip(drawn, branches, strict=True)):
        text = _cut(node.text, max(_NARROWEST, room - len(first)))
        gap = " " * max(0, room - len(first) - columns(text))
        lines.append(f"{first}{painted(text, _BOLD, color)}{gap}{_joined(_cells(node), widths)}".rstrip())
        for told in _told_labels(node, drawn[position + 1] if position + 1 < len(drawn) else None):
            wrapped = textwrap.wrap(
                told, max(_NARROWEST, width - len(below)), subsequent_indent="  ", break_on_hyphens=False
            )
            lines += [f"{below}{painted(line, _DIM, color)}" for line in wrapped]
    said = [*_sentences(nodes[0]), *(f"Note: {note}" for note in notes)]
    lines += ["", *(line for sentence in said for line in textwrap.wrap(sentence, width, break_on_hyphens=False))]
    return "\n".join(lines) + "\n"


def render_faults(text: str, faults: Sequence[SyntaxFault], *, color: bool = False) -> str:
    """Each fault above the line in which it lies, with the name that was probably meant."""
    blocks = []
    for fault in faults:
        lines = [f"{painted('error', '31', color)}: {fault.message}", *marked_text(text, *fault.span, color=color)]
        if fault.suggestion is not None and fault.suggestion not in fault.message:
            lines.append(f'  hint: did you mean "{fault.suggestion}"?')
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _drawn(nodes: Sequence[QueryNode]) -> list[QueryNode]:
    """The operands without those that only repeat what stands there: literals, unless they are all, and parentheses."""
    hidden = [node.wraps or node.literal for node in nodes]
    if all(hidden):
        return [replace(nodes[-1], depth=0)]
    depths: list[int] = []
    for node, hides in zip(nodes, hidden, strict=True):
        outer = 0 if node.parent is None else depths[node.parent]
        depths.append(outer + (0 if hides else 1))
    return [
        replace(node, depth=depth - 1) for node, depth, hides in zip(nodes, depths, hidden, strict=True) if not hides
    ]


def _branches(drawn: Sequence[QueryNode]) -> list[tuple[str, str]]:
    """What stands before the line of each operand, and before the lines about its labels."""
    found = []
    going_on: set[int] = set()
    inner = 0
    for node in reversed(drawn):
        depth = node.depth
        bars = ["│  " if level in going_on else "   " for level in range(1, depth + 1)]
        own = "" if not depth else "├─ " if depth in going_on else "└─ "
        found.append(("".join(bars[:-1]) + own, "".join(bars) + ("│  " if inner > depth else "   ")))
        going_on = {level for level in going_on if level < depth} | {depth}
        inner = depth
    return found[::-1]


def _cells(node: QueryNode) -> tuple[str, ...]:
    if node.labels is None:
        return ("–", amount(node.cost.samples) if node.cost.samples else "–", "–", value_range(node.values))
    series = at_most(node.series)
    if node.expected < node.series * _NOTABLY:
        series += f" (~ {amount(node.expected)})"
    return series, _reads(node), at_most(node.cost.peak), value_range(node.values)


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The cells right of each other; numbers end below one another, values begin so."""
    *numbers, last = (f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return "".join(numbers) + f"  {last.strip()}"


def _cut(text: str, room: int) -> str:
    while columns(text) > room:
        text = text[: max(1, min(len(text) - 2, room - 1))] + "…"
    return text


def _told_labels(node: QueryNode, following: QueryNode | None) -> list[str]:
    """Which labels there are and which get lost; nothing where they are those of the first operand."""
    if node.labels is None:
        return []
    same = following is not None and following.depth > node.depth and following.labels == node.labels
    if same and not node.lost:
        return []
    return [f"labels: {_labels(node)}", *(f"not kept: {_lost(one)}" for one in node.lost)]


def _labels(node: QueryNode) -> str:
    flow = node.labels
    assert flow is not None
    sometimes = sorted(flow.may - flow.must)
    parts = [", ".join(sorted(flow.must))] if flow.must else []
    if sometimes:
        parts.append(f"perhaps {', '.join(sometimes)}")
    if flow.open:
        parts.append("others are possible" if parts else "any are possible")
    return "; ".join(parts) or "none"


def _lost(lost: LostLabels) -> str:
    quoted = ", ".join(f'"{label}"' for label in lost.labels)
    if lost.reason.endswith(quoted):
        return (
            f"{', '.join(lost.labels)} ({lost.reason.removesuffix(quoted)}{'it' if len(lost.labels) == 1 else 'them'})"
        )
    return f"{', '.join(lost.labels)} ({lost.reason})"


def _sentences(result: QueryNode) -> list[str]:
    """What the whole query gives and costs."""
    if result.labels is None:
        return [f"The result is one {'text' if result.kind == 'string' else 'number'}."]
    if math.isinf(result.series):
        told = ["The result can have any number of series."]
    else:
        told = [f"The result has {_up_to(result.series)} series at one time."]
    if result.series_over_time > result.series:
        more = "more" if math.isinf(result.series_over_time) else _up_to(result.series_over_time)
        told.append(f"Which ones changes with time: a graph can show {more}.")
    if _reads(result) != UNKNOWN:
        told.append(
            f"One evaluation reads about {_reads(result)} samples and holds {_up_to(result.cost.peak)} at once."
        )
    return told


def _up_to(value: float) -> str:
    return f"up to {at_most(value).removeprefix('≤ ')}"


def _reads(node: QueryNode) -> str:
    """Samples read; nothing is known of those of a variable that stands for a query."""
    return UNKNOWN if node.literal and math.isinf(node.series) else amount(node.cost.samples)
