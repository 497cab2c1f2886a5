"""What people changed in Grafana since the last apply, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ..model.plan import Drift
from .values import shown

_LINE = 100
"""Values that make a line longer than this stand on lines of their own."""


def drift_lines(drifts: Sequence[Drift]) -> list[str]:
    """One line an object with who and when, and below it one for each thing that was changed."""
    lines: list[str] = []
    for (id, title), group in groupby(drifts, key=lambda one: (one.id, one.title)):
        found = list(group)
        if found[0].is_deletion:
            lines.append(f"{id.kind.value} {title}: deleted in Grafana")
            continue
        lines.append(f"{id.kind.value} {title}{_who(found[0])}")
        for one in found:
            before, after = shown(one.before), shown(one.after)
            if one.before is None:
                lines.append(f"  {one.where}: added")
            elif one.after is None:
                lines.append(f"  {one.where}: removed")
            elif len(before) + len(after) + len(one.where) < _LINE and "\n" not in before + after:
                lines.append(f"  {one.where}: {before} → {after}")
            else:
                lines += [f"  {one.where}:", *_block("-", before), *_block("+", after)]
    return lines


def drift_text(drifts: Sequence[Drift], objects: int) -> str:
    """The answer of `glimpse-gitops drift`; `objects` is how many were compared."""
    if not drifts and not objects:
        return "Nothing to compare: no object of this owner is listed here. Was nothing applied, or the list deleted?\n"
    if not drifts:
        return f"No drift: nobody changed any of the {objects} objects in Grafana since the last apply.\n"
    changed = len({one.id for one in drifts})
    summary = (
        f"{changed} of {objects} objects {'were' if changed != 1 else 'was'} changed in Grafana since the last apply."
    )
    return "\n".join([*drift_lines(drifts), "", summary]) + "\n"


def drift_json(drifts: Sequence[Drift], objects: int) -> str:
    """The same for machines, with a line break at its end."""
    return (
        json.dumps({"objects": objects, "drift": [drift_data(one) for one in drifts]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def drift_data(one: Drift) -> dict[str, Any]:
    """One drift as plain data; `where` is empty for an object that was deleted."""
    return {
        "kind": one.id.kind.name.lower(),
        "id": one.id.identity,
        "title": one.title,
        "where": one.where,
        "before": one.before,
        "after": one.after,
        "by": one.by,
        "at": one.at,
    }


def _who(one: Drift) -> str:
    when = one.at.replace("T", " ").removesuffix("Z")[:16]
    said = ", ".join(part for part in (one.by, f"{when} UTC" if when else "") if part)
    return f"  (last edited: {said})" if said else ""


def _block(sign: str, text: str) -> list[str]:
    return [f"    {sign} {line}" for line in text.split("\n")]
