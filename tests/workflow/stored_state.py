"""All that a sandbox holds, in a form that tells two Grafanas apart only where people would."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from glimpse_gitops.model.manifest import Manifest, Stamp
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.plan.manifest import manifest_in
from glimpse_gitops.sandbox.store import Store

State = Mapping[tuple[str, str], Any]
"""Kind and key → content."""

_HISTORY = ("dashboard-version", "access", "user")
"""Kinds that are told by how often something was written, and when."""

_WRITES = {"version", "stamp", "created", "updated", "created_by", "updated_by", "guid", "id", "message"}
"""The same of one object. The ids of rules are dealt in the order of their creation."""

MANIFEST = ("dashboard-spec", "gitops-shop")


def stored_state(store: Store) -> State:
    """Contents, each secret in clear included; of the manifest what it says of each object."""
    rows = store.execute("SELECT kind, key, parent, body FROM document", ()).fetchall()
    state: dict[tuple[str, str], Any] = {}
    for kind, key, parent, body in rows:
        if kind in _HISTORY:
            continue
        content = json.loads(body)
        if (kind, key) == MANIFEST:
            state[kind, key] = _owned(content)
        else:
            state[kind, key] = parent, {name: value for name, value in content.items() if name not in _WRITES}
    return state


def is_lease(key: tuple[str, str]) -> bool:
    """Whether it is the folder of a lease."""
    return key[0] == "folder" and key[1].startswith("gitops-shop-lease-")


def with_objects_in(manifest: Manifest, there: Collection[ResourceId]) -> Manifest:
    """The manifest without what neither the code nor Grafana has."""
    return replace(manifest, objects={id: entry for id, entry in manifest.objects.items() if id in there})


def _owned(dashboard: Mapping[str, Any]) -> Manifest:
    """The manifest but for who wrote it last, under which lease, and the salts."""
    page = Resource(ResourceId(ResourceKind.DASHBOARD, MANIFEST[1]), "", {"dashboard": dashboard})
    manifest = manifest_in(page, "shop")
    objects = {id: replace(entry, secrets=dict.fromkeys(entry.secrets, "")) for id, entry in manifest.objects.items()}
    return replace(manifest, lease=0, stamp=Stamp(), objects=objects)
