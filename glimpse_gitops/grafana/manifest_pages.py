"""Which manifests a Grafana holds: each owner's is a dashboard, in whatever folder its settings name."""

from __future__ import annotations

from ..model.manifest import manifest_uid
from ..model.resource import ResourceId, ResourceKind
from .client import Client

_MOST = 1000
_TAG = "gitops"


def manifest_pages(client: Client) -> list[ResourceId]:
    """The dashboards with their tag and the beginning of their uids, by one search; those that the account may read."""
    with client.about("the manifests"):
        hits = client.api.search.search_dashboards(tag=_TAG, type_="dash-db", limit=_MOST)
    return [ResourceId(ResourceKind.DASHBOARD, hit["uid"]) for hit in hits if hit["uid"].startswith(manifest_uid(""))]
