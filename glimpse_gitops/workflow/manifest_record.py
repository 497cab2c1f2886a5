"""The manifest while an apply runs: the intent before the first write, what was done after the last one."""

from __future__ import annotations

import secrets as random
from collections.abc import Mapping
from dataclasses import replace

from ..model.manifest import OwnedObject
from ..model.plan import Action, Change, ChangeResult, Outcome
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.diff import changed_fields
from ..plan.manifest import manifest_folder, manifest_resource
from ..plan.normalise import spec_hash
from ..plan.secret_digest import secret_digest
from .plan import Planned


def note_intent(planned: Planned, page: Resource | None) -> Resource | None:
    """Name everything that will be written before the first write: a crash then leaves nothing unowned."""
    intended = {
        change.id: planned.manifest.objects.get(change.id) or OwnedObject(change.id, change.title, hash="")
        for change in planned.plan.changes
    }
    return _save(planned, page, {**planned.manifest.objects, **intended})


def confirm(planned: Planned, page: Resource | None, results: Mapping[ResourceId, ChangeResult]) -> None:
    """Note what was really done. What was never tried does not exist; what failed may, and stays ours."""
    objects = dict(planned.manifest.objects)
    for id, result in results.items():
        if result.outcome is Outcome.DONE and result.change.after is None:
            objects.pop(id, None)
        elif result.outcome is Outcome.DONE:
            objects[id] = _owned(planned, result.change)
        elif result.outcome is Outcome.FAILED and id not in objects:
            objects[id] = OwnedObject(id, result.change.title, hash="")
    _save(planned, page, objects)


def _save(planned: Planned, page: Resource | None, objects: Mapping[ResourceId, OwnedObject]) -> Resource | None:
    """Write the manifest over the live `page` where it differs, and return it as it then stands in Grafana."""
    desired = manifest_resource(replace(planned.manifest, objects=objects))
    if page is not None and not changed_fields(page, desired):
        return page
    folders, dashboards = planned.adapters[ResourceKind.FOLDER], planned.adapters[ResourceKind.DASHBOARD]
    folder = manifest_folder()
    if page is None and folder.id not in planned.live:
        folders.write(folder, None, {})
    dashboards.write(desired, page, {})
    return dashboards.read_one(desired.id)


def _owned(planned: Planned, change: Change) -> OwnedObject:
    written = change.action is not Action.ADOPT
    digests = {
        pointer: secret_digest(planned.secrets[ref], random.token_bytes(8))
        for pointer, ref in (change.after.secrets if change.after else {}).items()
        if written
    }
    hash = spec_hash(change.id.kind, change.after.spec) if change.after else ""
    return OwnedObject(change.id, change.title, hash, digests)
