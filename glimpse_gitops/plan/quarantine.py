"""The quarantine: where dashboards that left the code wait, and what is made of rules that did."""

from __future__ import annotations

from dataclasses import replace

from ..model.manifest import Manifest, OwnedObject, quarantine_uid
from ..model.resource import Resource, ResourceId, ResourceKind


def quarantine_folder(manifest: Manifest) -> Resource:
    """The folder of the owner, beside the manifest, made when it is first needed."""
    title = f"Quarantine of {manifest.owner}"
    # Without a description, which 11.6 does not know.
    spec = {"title": title, "parentUid": manifest.folder, "description": ""}
    return Resource(ResourceId(ResourceKind.FOLDER, quarantine_uid(manifest.owner)), title, spec)


def quarantined(live: Resource, owner: str) -> Resource | None:
    """The object out of use; None for kinds that cannot be."""
    if live.id.kind is ResourceKind.DASHBOARD:
        return replace(live, spec={**live.spec, "folderUid": quarantine_uid(owner)})
    if live.id.kind is ResourceKind.RULE_GROUP:
        return replace(live, spec={**live.spec, "rules": [{**rule, "isPaused": True} for rule in live.spec["rules"]]})
    return None


def back_in_use(code: Resource, entry: OwnedObject | None) -> Resource:
    """The object as the code has it; rules that come back from quarantine run again unless the code says otherwise."""
    if entry is None or not entry.quarantined or code.id.kind is not ResourceKind.RULE_GROUP:
        return code
    return replace(code, spec={**code.spec, "rules": [{"isPaused": False, **rule} for rule in code.spec["rules"]]})
