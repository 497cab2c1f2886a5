"""Which manifests a Grafana holds: each owner's is a dashboard in one folder."""

from __future__ import annotations

from ..model.manifest import MANIFEST_FOLDER
from ..model.resource import ResourceId, ResourceKind
from .client import Client

_MOST = 1000


def manifest_pages(client: Client) -> list[ResourceId]:
    """The dashboards in the folder of manifests, by one search. Where the folder is not there or not shown: none."""
    with client.about("the manifests"):
        hits = client.api.search.search_dashboards(folder_uids=[MANIFEST_FOLDER], type_="dash-db", limit=_MOST)
    return [ResourceId(ResourceKind.DASHBOARD, hit["uid"]) for hit in hits if hit.get("folderUid") == MANIFEST_FOLDER]
