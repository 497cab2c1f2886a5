"""Differences inside a resource in lines: what is added, removed, changed, and panels that were only moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.plan import PLACE, Drift, FieldChange, is_place
from .count import counted
from .values import shown

Difference = FieldChange | Drift

_LINE = 100
"""A value longer than this goes onto a line of its own, or is cut."""

_MOVED = 3
"""Panels that were moved and are told one by one: a new one on top moves all those below it."""


def difference_lines(differences: Sequence[Difference], indent: str) -> list[str]:
    """One line each where the values are short; many moved panels are one line."""
    moved = [one for one in differences if is_place(one)]
    if len(moved) <= _MOVED:
        return [line for one in differences for line in _lines(one, indent)]
    lines = [line for one in differences if one not in moved for line in _lines(one, indent)]
    names = [one.where.removesuffix(f", {PLACE}").removeprefix("panel ") for one in moved]
    named = f"{', '.join(names[:_MOVED])} and {len(names) - _MOVED} more"
    return [*lines, f"{indent}{counted(len(moved), 'panel')} moved: {named}"]


def move_words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """`moved from column 0, row 0 to column 12, row 0`; a panel that is as wide and high as before was only moved."""
    words = []
    if (was := _spot(before)) != (will_be := _spot(after)):
        words.append(f"moved from {was} to {will_be}")
    if (was := _size(before)) != (will_be := _size(after)):
        words.append(f"resized from {was} to {will_be}")
    return ", ".join(words) or f"{PLACE} changed"


def _lines(one: Difference, indent: str) -> list[str]:
    if is_place(one):
        return [f"{indent}{one.where.removesuffix(f', {PLACE}')}: {move_words(one.before, one.after)}"]
    before, after = shown(one.before), shown(one.after)
    if one.before is None:
        return [f"{indent}{one.where}: added" + (f" {after}" if _is_short(one.after) else "")]
    if one.after is None:
        return [f"{indent}{one.where}: removed" + (f" {before}" if _is_short(one.before) else "")]
    if len(before) + len(after) + len(one.where) < _LINE and "\n" not in before + after:
        return [f"{indent}{one.where}: {before} → {after}"]
    return [f"{indent}{one.where}:", *_block("-", before, indent), *_block("+", after, indent)]


def _block(sign: str, text: str, indent: str) -> list[str]:
    return [f"{indent}  {sign} {line}" for line in text.split("\n")]


def _is_short(value: Any) -> bool:
    return not isinstance(value, dict | list) and len(shown(value)) < _LINE


def _spot(place: Mapping[str, Any]) -> str:
    return f"column {place.get('x', 0)}, row {place.get('y', 0)}"


def _size(place: Mapping[str, Any]) -> str:
    return f"{place.get('w', '?')} × {place.get('h', '?')}"
