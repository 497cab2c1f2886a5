"""Other owners in the same Grafana: what their manifests list is theirs, even where it equals what we want.

What lies in a folder, each owner has for itself. Of what the whole organisation shares, the contact points above all,
two owners may want the very same: it stays with the one who has it, and the other one writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import UnsafePlanError
from ..model.plan import Action, Change
from ..model.resource import Resource, ResourceId, ResourceKind
from .manifest import entries_in, is_manifest, manifest_id

_SHARED = (
    ResourceKind.DATASOURCE,
    ResourceKind.TEMPLATE,
    ResourceKind.MUTE_TIMING,
    ResourceKind.CONTACT_POINT,
    ResourceKind.POLICY,
)
"""Kinds that are in no folder: an organisation has one of each name."""


def is_shared(change: Change) -> bool:
    """Whether it is about something that the organisation shares, and that is there just as we want it."""
    return change.action is Action.ADOPT and change.id.kind in _SHARED


def refusal(id: ResourceId, owner: str) -> str:
    """Why an object of another owner is not written."""
    why = f'owner "{owner}" manages it: its page says so'
    only = "; an organisation has one of these only, so another environment needs an organisation of its own"
    return f"{why}{only}" if id.kind in _SHARED else why


def owners_of(live: Iterable[Resource], ourselves: str) -> Mapping[ResourceId, str]:
    """Object → the other owner whose manifest lists it, by the manifests among the `live` dashboards.

    A page that cannot be read says nothing: it is for its own owner to mend.
    """
    owners: dict[ResourceId, str] = {}
    for page in live:
        if page.id == manifest_id(ourselves) or not is_manifest(page):
            continue
        owner = page.id.identity.removeprefix("gitops-")
        try:
            owners.update(dict.fromkeys(entries_in(page, owner), owner))
        except UnsafePlanError:
            continue
    return owners
