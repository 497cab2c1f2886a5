"""Whether the data sources that the code names are in Grafana, under these uids, and answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.diagnosis import Diagnosis, Problem
from ..model.grafana_status import LiveDatasource
from ..model.resource import Bundle, ResourceKind
from ..plan.dependencies import needs
from ..report.count import counted
from .observations import Missed, Observations, not_checked

BUILT_IN = frozenset({"__expr__", "-100", "grafana", "-- Grafana --", "-- Mixed --", "-- Dashboard --"})
"""Uids that every Grafana has."""


def data_sources(seen: Observations) -> Diagnosis:
    """Each uid that the code uses exists in Grafana, and its health check succeeds."""
    where = f"{seen.grafana.url}/api/datasources"
    if isinstance(seen.datasources, Missed):
        return not_checked(where, seen.datasources)
    wanted = named_uids(seen.declared.bundle)
    if not wanted:
        return not_checked(where, Missed("the project uses no data source"))
    live = {source.uid: source for source in seen.datasources}
    problems = tuple(
        problem
        for uid in wanted
        for problem in (_health(live[uid]) if uid in live else _absent(uid, seen.declared.bundle, seen.datasources))
    )
    return Diagnosis(where, f"the project uses {counted(len(wanted), 'data source')}: {', '.join(wanted)}", problems)


def named_uids(bundle: Bundle) -> list[str]:
    """The uids that the project's data sources, dashboards and rules name, sorted."""
    ids = {id for resource in bundle.values() for id in (resource.id, *needs(resource))}
    uids = {id.identity for id in ids if id.kind is ResourceKind.DATASOURCE}
    uids |= {uid for board in bundle.of_kind(ResourceKind.DASHBOARD) for uid in _referred(board.spec)}
    return sorted(uid for uid in uids - BUILT_IN if uid and "$" not in uid)


def _referred(json: Any) -> Iterator[str]:
    """The uids behind every key `datasource` of a dashboard."""
    if isinstance(json, Mapping):
        source = json.get("datasource")
        if isinstance(source, Mapping) and source.get("uid"):
            yield str(source["uid"])
        for value in json.values():
            yield from _referred(value)
    elif isinstance(json, list | tuple):
        for value in json:
            yield from _referred(value)


def _absent(uid: str, bundle: Bundle, live: tuple[LiveDatasource, ...]) -> Iterator[Problem]:
    ours = {one.id.identity: one for one in bundle.of_kind(ResourceKind.DATASOURCE)}.get(uid)
    twins = [one for one in live if ours is not None and one.name == ours.title]
    twins = twins or [one for one in live if ours is not None and one.type == ours.spec["type"]]
    if twins:
        twin = twins[0]
        yield Problem(
            f'data source "{twin.name}" has the uid "{twin.uid}", and the code names it "{uid}"',
            f'write uid="{twin.uid}" in stack/, or remove it in Grafana and run glimpse-gitops apply',
        )
    else:
        there = ", ".join(f'"{one.uid}"' for one in live) or "none"
        yield Problem(
            f'no data source has the uid "{uid}"; Grafana has {there}', "glimpse-gitops apply, or mend the uid"
        )


def _health(source: LiveDatasource) -> Iterator[Problem]:
    if source.healthy is False:
        yield Problem(
            f"data source {source.uid} does not answer: {source.said or 'its health check fails'}",
            f"is {source.url or 'its address'} right, as seen from where Grafana runs?",
        )
