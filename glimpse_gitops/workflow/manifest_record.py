"""The manifest while an apply runs: the intent before the first write, what was done after the last one."""

from __future__ import annotations

import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..model.manifest import Manifest, OwnedObject
from ..model.plan import Action, Change, ChangeResult, Outcome
from ..model.resource import Resource, ResourceId
from ..plan.manifest import manifest_in
from ..plan.part_digests import digests_of
from ..plan.secret_digest import secret_digest
from .manifest_page import stamped, today, write_page
from .plan import Planned


@dataclass(frozen=True)
class Intent:
    """What an apply has noted before its first write."""

    page: Resource | None
    """The page of the manifest as it then stands."""
    digests: Mapping[ResourceId, Mapping[str, str]] = field(repr=False)
    """Part → digest, for each object that will be written: they take a while, and are needed again at the end."""


def note_intent(planned: Planned, page: Resource | None) -> Intent:
    """Name everything that will be written before the first write: a crash then leaves nothing unowned.

    What is live afterwards is either as it was last applied or as it was intended.
    """
    objects = dict(planned.manifest.objects)
    digests: dict[ResourceId, Mapping[str, str]] = {}
    for change in planned.plan.changes:
        entry = objects.get(change.id) or OwnedObject(change.id, change.title)
        digests[change.id] = digests_of(change.noted) if change.noted and change.action is not Action.REFUSE else {}
        objects[change.id] = replace(entry, intended=digests[change.id])
    return Intent(_save(planned, page, replace(planned.manifest, objects=objects)), digests)


def confirm(planned: Planned, intent: Intent, results: Mapping[ResourceId, ChangeResult]) -> None:
    """Note what was really done. What was never tried does not exist; what failed may, and stays ours.

    What neither the code nor Grafana has any more is dropped.
    """
    unchanged = frozenset(planned.plan.unchanged)
    drifted = frozenset(drift.id for drift in planned.plan.drift)
    objects = {
        id: _settled(planned, entry, drifted=id in drifted) if id in unchanged else entry
        for id, entry in planned.manifest.objects.items()
        if id in planned.live or id in planned.desired
    }
    for id, result in results.items():
        if result.outcome is Outcome.DONE and result.change.after is None:
            objects.pop(id, None)
        elif result.outcome is Outcome.DONE:
            objects[id] = _owned(planned, result.change, intent.digests[id])
        elif result.outcome is Outcome.FAILED and result.change.noted:
            entry = objects.get(id) or OwnedObject(id, result.change.title)
            objects[id] = replace(entry, intended=intent.digests[id])
    _save(planned, intent.page, replace(planned.manifest, objects=objects))


def _save(planned: Planned, page: Resource | None, manifest: Manifest) -> Resource | None:
    """Write the manifest over the live `page` where it says something else, and return it as it then stands there."""
    if page is not None and replace(manifest_in(page, manifest.owner), stamp=manifest.stamp) == manifest:
        return page
    return write_page(planned.adapters, planned.client, page, stamped(manifest, planned.client, planned.root))


def _settled(planned: Planned, entry: OwnedObject, *, drifted: bool) -> OwnedObject:
    """An entry as it stands where nothing had to be done: what an earlier apply left open is known then."""
    code = planned.desired.get(entry.id)
    if code is None:
        return entry
    entry = replace(entry, quarantined="")
    if drifted or (entry.parts and not entry.intended):
        return entry
    return replace(entry, parts=digests_of(code), intended={})


def _owned(planned: Planned, change: Change, parts: Mapping[str, str]) -> OwnedObject:
    written = change.action is not Action.ADOPT
    digests = {
        pointer: secret_digest(planned.secrets[ref], random.token_bytes(8))
        for pointer, ref in (change.after.secrets if change.after else {}).items()
        if written
    }
    known = planned.manifest.objects.get(change.id)
    return OwnedObject(
        change.id,
        change.title,
        parts,
        secrets=digests,
        since=known.since if known else today(planned.client),
        quarantined=today(planned.client) if change.quarantine else "",
    )
