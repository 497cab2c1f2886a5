"""The manifest while an apply runs: the intent before the first write, what was done after the last one."""

from __future__ import annotations

import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..errors import ConflictError
from ..model.manifest import Manifest, OwnedObject
from ..model.plan import Action, Change, ChangeResult, Outcome
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.manifest import manifest_id, manifest_in
from ..plan.part_digests import digests_of
from ..plan.rule_moves import is_emptied
from ..plan.secret_digest import secret_digest
from .manifest_page import stamped, today, write_page
from .plan import Planned

ATTEMPTS = 5
"""How often the page is written again after somebody has placed or released a hold."""


@dataclass(frozen=True)
class Intent:
    """What an apply has noted before its first write."""

    page: Resource | None
    """The page of the manifest as it then stands."""
    digests: Mapping[ResourceId, Mapping[str, str]] = field(repr=False)
    """Part → digest, for each object that will be written: they are needed again at the end."""


def note_intent(planned: Planned, page: Resource | None) -> Intent:
    """Name everything that will be written before the first write: a crash then leaves nothing unowned.

    What is live afterwards is either as it was last applied or as it was intended.
    """
    objects = dict(planned.manifest.objects)
    digests = planned.digests()
    for change in planned.plan.changes:
        entry = objects.get(change.id) or OwnedObject(change.id, change.title, since=today(planned.client))
        # Noted at once: whoever comes back from a quarantine that was cut off has to run again.
        out = today(planned.client) if change.quarantine else entry.quarantined
        objects[change.id] = replace(entry, intended=digests[change.id], quarantined=out)
    return Intent(_save(planned, page, replace(planned.manifest, objects=objects)), digests)


def confirm(planned: Planned, intent: Intent, results: Mapping[ResourceId, ChangeResult]) -> None:
    """Note what was really done. What was never tried does not exist; what failed may, and stays ours.

    What neither the code nor Grafana has any more is dropped, and so is a group all of whose rules went to others.
    """
    unchanged = frozenset(planned.plan.unchanged)
    drifted = frozenset(drift.id for drift in planned.plan.drift)
    objects = {
        id: _settled(planned, entry, drifted=id in drifted) if id in unchanged else _arrived(planned, entry)
        for id, entry in planned.manifest.objects.items()
        if id in planned.live or id in planned.desired
    }
    written = [result.change for result in results.values() if result.outcome is Outcome.DONE]
    for id in [id for id in objects if id in planned.live and id not in planned.desired]:
        if is_emptied(planned.live[id], written):
            del objects[id]
    for id, result in results.items():
        if result.outcome is Outcome.DONE and result.change.after is None:
            objects.pop(id, None)
        elif result.outcome is Outcome.DONE:
            objects[id] = _owned(planned, result.change, intent.digests[id])
        elif result.outcome is Outcome.FAILED and result.change.noted:
            entry = objects.get(id) or OwnedObject(id, result.change.title, since=today(planned.client))
            out = today(planned.client) if result.change.quarantine else entry.quarantined
            objects[id] = replace(entry, intended=intent.digests[id], quarantined=out)
    _save(planned, intent.page, replace(planned.manifest, objects=objects))


def is_outdated(planned: Planned) -> bool:
    """Whether something that is as the code says was applied otherwise: the code took over a change of Grafana's."""
    unchanged = {*planned.plan.unchanged} - {drift.id for drift in planned.plan.drift}
    owned = [planned.manifest.objects[id] for id in unchanged if id in planned.manifest.objects]
    return any(entry.parts and entry.parts != digests_of(planned.desired[entry.id]) for entry in owned)


def _save(planned: Planned, page: Resource | None, manifest: Manifest) -> Resource | None:
    """Write the manifest over the live `page` where it says something else, and return it as it then stands there.

    Holds are other people's: those of the page stay, and one that is placed while an apply runs is no conflict.
    """
    for attempt in range(ATTEMPTS):
        known = manifest_in(page, manifest.owner) if page is not None else None
        if known is not None:
            manifest = replace(manifest, holds=known.holds)
            if replace(known, stamp=manifest.stamp) == manifest:
                return page
        try:
            return write_page(planned.adapters, planned.client, page, stamped(manifest, planned.client, planned.root))
        except ConflictError:
            page = planned.adapters[ResourceKind.DASHBOARD].read_one(manifest_id(manifest.owner))
            if known is None or page is None or attempt == ATTEMPTS - 1:
                raise
            found = manifest_in(page, manifest.owner)
            if replace(found, holds=known.holds) != known:
                raise
    raise AssertionError("the last attempt returns or raises")


def _settled(planned: Planned, entry: OwnedObject, *, drifted: bool) -> OwnedObject:
    """An entry as it stands where nothing had to be done: what an earlier apply left open is known then."""
    code = planned.desired.get(entry.id)
    if code is None:
        return entry
    entry = replace(entry, quarantined="")
    if drifted:
        return entry
    # Both sides may have been changed alike: what people made of it in Grafana is in the code by now.
    return replace(entry, title=code.title, parts=digests_of(code), intended={})


def _arrived(planned: Planned, entry: OwnedObject) -> OwnedObject:
    """The entry of what the code does not have, such as the quarantine's folder: its creation may have been cut off."""
    live = planned.live.get(entry.id)
    if live is None or entry.id in planned.desired or not entry.intended:
        return entry
    is_there = all(entry.intended.get(name) == part for name, part in digests_of(live).items())
    return replace(entry, parts=entry.intended, intended={}) if is_there else entry


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
