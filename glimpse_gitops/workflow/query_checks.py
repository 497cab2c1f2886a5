"""`plan --check-queries`: run each new or changed query once, through Grafana's data source proxy. Sends only GET."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import GlimpseError, NotAuthorisedError
from ..grafana.datasource_proxy import proxied
from ..lint.knowledge import knowledge_of
from ..model.datasource import PROMQL_TYPES
from ..model.plan import Action
from ..model.query_check import PlannedQuery, QueryCheck, QueryOutcome
from ..model.resource import ResourceId, ResourceKind
from ..plan.queries import planned_queries
from ..promql.analysis import analyse
from ..promql.parser import parse
from ..promql.world import World
from .plan import Planned

Ask = Callable[[str, Mapping[str, str]], Any]
"""Path below a data source's address and parameters → the parsed answer."""

_PATHS = {**dict.fromkeys(PROMQL_TYPES, "api/v1/query"), "loki": "loki/api/v1/query"}
"""Types of data source whose queries can be run with one GET."""
_DATASOURCE = ResourceKind.DATASOURCE


def query_checks(planned: Planned) -> tuple[QueryCheck, ...]:
    """How each query went, in the order of the plan."""
    project = planned.project
    world = knowledge_of(project.catalogue, project.rule_groups, project.lock).world
    types = _types(planned)

    made = {change.id.identity for change in planned.plan.by_action(Action.CREATE) if change.id.kind is _DATASOURCE}

    def check(query: PlannedQuery) -> QueryCheck:
        if query.datasource in made:
            why = f"data source {query.datasource} is not there yet: this plan creates it"
            return QueryCheck(query, QueryOutcome.NOT_RUN, detail=why)
        kind = query.kind or types.get(query.datasource, "")
        return run_query(query, kind, proxied(planned.client, query.datasource), world)

    planned.client.begin("running queries")
    checks = tuple(planned.client.at_once(check, planned_queries(planned.plan.changes)))
    planned.client.begin("")
    return checks


def run_query(query: PlannedQuery, kind: str, ask: Ask, world: World) -> QueryCheck:
    """Run one query on a data source of type `kind`, and hold the number of series against what is known."""
    if query.why_not:
        return QueryCheck(query, QueryOutcome.NOT_RUN, detail=query.why_not)
    if kind not in _PATHS:
        unknown = f"nothing is known of data source {query.datasource or '(the default one)'}"
        why = f"data sources of type {kind} are not asked" if kind else unknown
        return QueryCheck(query, QueryOutcome.NOT_RUN, detail=why)
    try:
        answer = ask(_PATHS[kind], {"query": query.runnable})
    except NotAuthorisedError as error:
        return QueryCheck(query, QueryOutcome.NOT_RUN, detail=error.message)
    except GlimpseError as error:
        return QueryCheck(query, QueryOutcome.ERROR, detail=error.message)
    found = _series(answer)
    if found is None:
        return QueryCheck(query, QueryOutcome.ERROR, detail="the data source answers something else than a result")
    bound = _bound(query.text, world) if kind != "loki" else None
    series, value = found
    return QueryCheck(query, QueryOutcome.SERIES if series else QueryOutcome.NO_DATA, series, bound, value)


def _types(planned: Planned) -> Mapping[str, str]:
    """The types of the data sources that rules name by uid."""
    here = {one.uid: one.type for one in (definition.value for definition in planned.project.datasources)}
    asked = {query.datasource for query in planned_queries(planned.plan.changes) if not query.kind} - here.keys()
    wanted = [ResourceId(ResourceKind.DATASOURCE, uid) for uid in sorted(asked)]
    if not wanted:
        return here
    try:
        there = planned.adapters[ResourceKind.DATASOURCE].read(wanted)
    except NotAuthorisedError:
        return here
    return {**{id.identity: str(one.spec.get("type", "")) for id, one in there.items()}, **here}


def _series(answer: Any) -> tuple[int, str] | None:
    """How many series the answer holds, and the value of the first; None where it is no answer."""
    data = answer.get("data") if isinstance(answer, Mapping) else None
    result = data.get("result") if isinstance(data, Mapping) else None
    if not isinstance(result, list):
        return None
    if isinstance(data, Mapping) and data.get("resultType") in ("scalar", "string"):
        # One pair of time and value.
        return 1, str(result[-1]) if result else ""
    first = result[0].get("value") if result and isinstance(result[0], Mapping) else None
    return len(result), str(first[-1]) if isinstance(first, list) and first else ""


def _bound(text: str, world: World) -> float | None:
    parsed = parse(text)
    if parsed.tree is None:
        return None
    bound = analyse(parsed, world).count.series
    return bound if bound < math.inf else None
