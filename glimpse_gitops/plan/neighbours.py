"""Other owners in the same Grafana: what their manifests list is theirs, even where it equals what we want."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import UnsafePlanError
from ..model.resource import Resource, ResourceId
from .manifest import entries_in, is_manifest, manifest_id


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
