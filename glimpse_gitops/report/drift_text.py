"""What people changed in Grafana since the last apply, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ..model.plan import Drift
from .count import counted
from .difference_lines import difference_lines


def drift_lines(drifts: Sequence[Drift]) -> list[str]:
    """One line an object with who and when, and below it one for each thing that was changed."""
    lines: list[str] = []
    for (id, title), group in groupby(drifts, key=lambda one: (one.id, one.title)):
        found = list(group)
        if found[0].is_deletion:
            lines.append(f"{id.named(title)}: deleted in Grafana")
            continue
        lines.append(f"{id.named(title)}{_who(found[0])}")
        lines += difference_lines(found, "  ")
    return lines


def drift_text(drifts: Sequence[Drift], objects: int, lost_list: str = "") -> str:
    """The answer of `glimpse-gitops drift`; `objects` is how many were compared."""
    if lost_list:
        return (
            f'Not known: dashboard "{lost_list}", which lists what this owner manages, is not in this Grafana. '
            "Somebody deleted it, or nothing was applied here yet.\n"
        )
    if not drifts and not objects:
        return "Nothing to compare: this owner manages no object here.\n"
    if not drifts:
        ours = "the one object of ours" if objects == 1 else f"any of the {objects} objects"
        return f"No drift: nobody changed {ours} in Grafana since the last apply.\n"
    changed = len({one.id for one in drifts})
    of = f"{changed} of {counted(objects, 'object')}"
    summary = f"{of} {'were' if changed != 1 else 'was'} changed in Grafana since the last apply."
    return "\n".join([*drift_lines(drifts), "", summary]) + "\n"


def drift_json(drifts: Sequence[Drift], objects: int, lost_list: str = "") -> str:
    """The same for machines, with a line break at its end; `known` is false where nothing could be compared."""
    data = {"known": not lost_list, "objects": objects, "drift": [drift_data(one) for one in drifts]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


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
