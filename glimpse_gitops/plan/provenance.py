"""Whether what is written can be edited in Grafana's UI, where the setting says something else than what is live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.plan import Action, Change
from ..model.resource import Resource, ResourceId, ResourceKind

_NEVER_UNLOCKED = (
    ResourceKind.CONTACT_POINT,
    ResourceKind.POLICY,
    ResourceKind.MUTE_TIMING,
    ResourceKind.TEMPLATE,
)
"""Kinds that Grafana refuses to make editable once they were written as locked (measured: 403 or 500)."""

_ALERTING = (*_NEVER_UNLOCKED, ResourceKind.RULE_GROUP)


def provenance_problems(changes: Iterable[Change], provenance: str, *, rules_by_ruler: bool = False) -> tuple[str, ...]:
    """Changes that Grafana would refuse half-way: known before the first write."""
    changes = tuple(changes)
    return (*_never_unlocked(changes, provenance), *(_locked_rules(changes) if rules_by_ruler else ()))


def _never_unlocked(changes: Iterable[Change], provenance: str) -> tuple[str, ...]:
    if provenance != "editable":
        return ()
    refused = [
        str(change.id)
        for change in changes
        if change.action is Action.UPDATE
        and change.id.kind in _NEVER_UNLOCKED
        and change.before is not None
        and change.before.provenance == "api"
    ]
    if not refused:
        return ()
    return (
        'provenance is "editable", and Grafana does not make editable what was written as locked: '
        f'{", ".join(refused)}; set provenance = "locked", or delete them in Grafana first',
    )


def still_locked(
    unchanged: Iterable[ResourceId], live: Mapping[ResourceId, Resource], provenance: str
) -> tuple[str, ...]:
    """Says that "editable" was set after the first apply: what has nothing else to change stays as it is."""
    if provenance != "editable":
        return ()
    locked = sum(id.kind in _ALERTING and id in live and live[id].provenance == "api" for id in unchanged)
    if not locked:
        return ()
    what = "1 object that was" if locked == 1 else f"{locked} objects that were"
    until = "rule groups until they next change, others until they are deleted in Grafana"
    return (f'provenance is "editable", and {what} written as locked stay locked: {until}',)


def _locked_rules(changes: Iterable[Change]) -> tuple[str, ...]:
    """The ruler's API leaves alone what provisioning locked, even for administrators (measured)."""
    locked = [
        str(change.id)
        for change in changes
        if change.action in (Action.UPDATE, Action.DELETE)
        and change.id.kind is ResourceKind.RULE_GROUP
        and change.before is not None
        and change.before.provenance
    ]
    if not locked:
        return ()
    return (
        "this account may edit folders and not provision, and so cannot write alert rules that are locked: "
        f'{", ".join(locked)}; apply once as an Editor with provenance = "editable", or delete them in Grafana first',
    )


def provenance_warnings(
    changes: Iterable[Change], live: Mapping[ResourceId, Resource], provenance: str, *, rules_by_ruler: bool = False
) -> tuple[str, ...]:
    """Objects that become locked, or that stop being so, by a change of something else.

    With `rules_by_ruler`, rules are never locked.
    """
    wanted = "" if provenance == "editable" else "api"
    flipped = [
        str(change.id)
        for change in changes
        if change.action is Action.UPDATE
        and change.id.kind in (_NEVER_UNLOCKED if rules_by_ruler else _ALERTING)
        and change.id in live
        and live[change.id].provenance != wanted
        and live[change.id].provenance in ("", "api")
        and (wanted == "api" or change.id.kind not in _NEVER_UNLOCKED)
    ]
    if not flipped:
        return ()
    what = "can be edited in Grafana's UI no more" if wanted else "can be edited in Grafana's UI from then on"
    return (f'provenance is "{provenance}": {", ".join(flipped)} {what}',)
