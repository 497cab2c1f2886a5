"""What a Grafana holds beyond what an apply asks for: each kind by its listing, for who wants to see all of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import NotAuthorisedError
from ..model.resource import Resource, ResourceId, ResourceKind
from .client import Client
from .port import Adapter

_PAGE = 1000
_SEARCHED = {ResourceKind.FOLDER: "dash-folder", ResourceKind.DASHBOARD: "dash-db"}


def everything(
    client: Client, adapters: Mapping[ResourceKind, Adapter], known: Mapping[ResourceId, Resource]
) -> tuple[dict[ResourceId, Resource], tuple[ResourceKind, ...]]:
    """All objects that may be read, `known` ones as they are, and the kinds that may not be. Sends nothing but GET."""
    found = dict(known)
    closed = []
    for kind, adapter in adapters.items():
        try:
            read = adapter.read([id for id in _ids(client, kind) if id not in known])
        except NotAuthorisedError:
            closed.append(kind)
            continue
        found |= {id: one for id, one in read.items() if id not in known}
    return found, tuple(closed)


def _ids(client: Client, kind: ResourceKind) -> list[ResourceId]:
    """The identities of what the adapter's own listing leaves out; none where that gives all."""
    if kind is ResourceKind.DATASOURCE:
        with client.about("the data sources"):
            listed = client.api.datasource.list_datasources()
        return [ResourceId(kind, one["uid"]) for one in listed]
    if kind not in _SEARCHED or client.has_resource_api:
        return []
    ids: list[ResourceId] = []
    page = 1
    while True:
        with client.about(f"the {kind.plural}"):
            hits = client.api.search.search_dashboards(type_=_SEARCHED[kind], limit=_PAGE, page=page)
        ids += [ResourceId(kind, hit["uid"]) for hit in hits]
        if len(hits) < _PAGE:
            return ids
        page += 1
