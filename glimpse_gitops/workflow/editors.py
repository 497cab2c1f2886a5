"""A plan with the names of who edited what in Grafana."""

from __future__ import annotations

from dataclasses import replace

from ..grafana.client import Client
from ..grafana.editors import editor_names
from ..model.plan import Plan


def with_editors(plan: Plan, client: Client) -> Plan:
    """The plan with names in place of the ids of who edited objects; nothing is asked where none is shown."""
    edited = [change.before.edited_by for change in plan.refused if change.before]
    names = editor_names(client, [*edited, *(one.by for one in plan.drift)])
    if not names:
        return plan
    drift = tuple(replace(one, by=names.get(one.by, one.by)) for one in plan.drift)
    changes = list(plan.changes)
    for position, change in enumerate(changes):
        if change.before is not None and change.before.edited_by in names:
            key, name = change.before.edited_by, names[change.before.edited_by]
            before = replace(change.before, edited_by=name)
            changes[position] = replace(change, before=before, reason=change.reason.replace(key, name))
    return replace(plan, drift=drift, changes=tuple(changes))
