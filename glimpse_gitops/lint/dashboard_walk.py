"""The subjects of one dashboard: itself, its panels, queries, variables, annotations, texts, data source references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..model.datasource import PROMQL_TYPES
from ..model.origin import Origin
from ..model.resource import Resource
from ..model.source_index import SourceIndex
from .analysis import Analyses
from .context import Context
from .datasource_types import type_of, uid_of
from .json_lists import mapping, mappings_in
from .panel_units import units_of
from .query_language import reads_as_promql
from .subjects import (
    DashboardSubject,
    DatasourceUseSubject,
    PanelSubject,
    Passage,
    PhraseSubject,
    QuerySubject,
    Subject,
    UnitSubject,
    Use,
    VariableSubject,
)
from .variable_query import parse_variable_query


@dataclass(frozen=True)
class Owner:
    """What a text of the dashboard belongs to: a panel, a variable, an annotation or the dashboard itself."""

    object: str
    home: Origin
    title: str
    """What stands beside its other texts in the source."""


class DashboardWalk:
    """One walk over a dashboard."""

    def __init__(self, resource: Resource, sources: SourceIndex, context: Context, analyses: Analyses) -> None:
        self.resource, self.sources, self.context, self.analyses = resource, sources, context, analyses
        self.home = resource.origin or Origin(f"dashboard {resource.title}")
        name = f"dashboard {resource.title}"
        self.dashboard = DashboardSubject(
            object=name,
            home=self.home,
            passage=Passage(resource.title, self.home),
            json=resource.spec["dashboard"],
            uid=resource.id.identity,
        )
        self.owner = Owner(name, self.home, resource.title)

    def subjects(self) -> Iterator[Subject]:
        """All subjects, in the order of the JSON."""
        json = self.dashboard.json
        yield self.dashboard
        yield from self.phrases(json, "/dashboard", self.owner)
        for index, variable in enumerate(self.dashboard.variables):
            yield from self.variable(variable, f"/dashboard/templating/list/{index}")
        for index, annotation in mappings_in(mapping(json.get("annotations")).get("list")):
            yield from self.annotation(annotation, f"/dashboard/annotations/list/{index}")
        yield from self.panels(json.get("panels"), "/dashboard/panels")

    def panels(self, listed: object, pointer: str) -> Iterator[Subject]:
        """The panels of one grid, and those inside its rows."""
        siblings = [panel for _, panel in mappings_in(listed)]
        for index, (place, panel) in enumerate(mappings_in(listed)):
            yield from self.panel(panel, f"{pointer}/{place}", siblings, index)
            yield from self.panels(panel.get("panels"), f"{pointer}/{place}/panels")

    def panel(
        self, panel: Mapping[str, Any], pointer: str, siblings: Sequence[Mapping[str, Any]], index: int
    ) -> Iterator[Subject]:
        """A panel with its queries."""
        title = str(panel.get("title") or "")
        targets = [(place, target) for place, target in mappings_in(panel.get("targets"))]
        first = next((str(target["expr"]) for _, target in targets if target.get("expr")), "")
        at = self.place(f"{pointer}/title", title, first) if title else self.around(pointer, first)
        owner = Owner(
            f"{self.dashboard.object}, panel {title or panel.get('id', index)}", self.construct(pointer, at), title
        )
        yield PanelSubject(
            object=owner.object,
            home=owner.home,
            passage=Passage(title, at),
            json=panel,
            dashboard=self.dashboard,
            siblings=siblings,
            position=index,
        )
        yield from self.phrases(panel, pointer, owner)
        for unit in units_of(panel):
            yield UnitSubject(object=owner.object, home=owner.home, passage=self.word(unit, owner))
        yield from self.datasource(panel.get("datasource"), f"{pointer}/datasource", owner)
        told = {uid_of(panel.get("datasource"))}
        for place, target in targets:
            query = Owner(f"{owner.object}, query {target.get('refId', place)}", owner.home, title)
            if uid_of(target.get("datasource")) not in told:
                yield from self.datasource(target.get("datasource"), f"{pointer}/targets/{place}/datasource", query)
                told.add(uid_of(target.get("datasource")))
            yield from self.target(target, panel, f"{pointer}/targets/{place}", query)

    def target(
        self, target: Mapping[str, Any], panel: Mapping[str, Any], pointer: str, owner: Owner
    ) -> Iterator[Subject]:
        """The query of a target, where it is PromQL."""
        expr = target.get("expr")
        if not isinstance(expr, str):
            return
        references = (target.get("datasource"), panel.get("datasource"))
        known = self.is_prometheus(*references)
        panel_type = str(panel.get("type", ""))
        if not known and (self.type_of(*references) or not reads_as_promql(expr, map(uid_of, references), panel_type)):
            return
        legend = target.get("legendFormat")
        passage = None
        if isinstance(legend, str) and legend not in ("", "__auto"):
            passage = Passage(legend, self.place(f"{pointer}/legendFormat", legend, expr))
            yield self.phrase(passage, "text", owner)
        yield from self.query(
            expr,
            f"{pointer}/expr",
            owner,
            "panel",
            instant=bool(target.get("instant")) and not target.get("range"),
            legend=passage,
            panel_type=panel_type,
            analysis=(self.analyses if known else self.analyses.elsewhere).of(expr, variables=True),
        )

    def variable(self, variable: Mapping[str, Any], pointer: str) -> Iterator[Subject]:
        """A template variable with its query."""
        name = str(variable.get("name", ""))
        at = self.place(f"{pointer}/name", name, str(variable.get("label") or ""))
        owner = Owner(f"{self.dashboard.object}, variable {name}", self.construct(pointer, at), name)
        yield VariableSubject(
            object=owner.object, home=owner.home, passage=Passage(name, at), json=variable, dashboard=self.dashboard
        )
        if variable.get("type") == "query":
            yield from self.datasource(variable.get("datasource"), f"{pointer}/datasource", owner)
            query, inside = variable.get("query"), "/query"
            if isinstance(query, Mapping):
                query, inside = query.get("query"), "/query/query"
            if isinstance(query, str) and self.is_prometheus(variable.get("datasource")):
                yield from self.query(query, pointer + inside, owner, "variable")

    def annotation(self, annotation: Mapping[str, Any], pointer: str) -> Iterator[Subject]:
        """The query of an annotation."""
        name = str(annotation.get("name", ""))
        at = self.place(f"{pointer}/name", name, "")
        owner = Owner(f"{self.dashboard.object}, annotation {name}", self.construct(pointer, at), name)
        yield from self.datasource(annotation.get("datasource"), f"{pointer}/datasource", owner)
        target = annotation.get("target")
        holders = [(annotation, ""), *([(target, "/target")] if isinstance(target, Mapping) else [])]
        for holder, inside in holders:
            if isinstance(holder.get("expr"), str) and self.is_prometheus(annotation.get("datasource")):
                yield from self.query(holder["expr"], f"{pointer}{inside}/expr", owner, "annotation")

    def query(self, text: str, pointer: str, owner: Owner, use: Use, **more: Any) -> Iterator[Subject]:
        """A PromQL query, and its text as one in which variables stand."""
        passage = Passage(text, self.place(pointer, text, owner.title))
        yield self.phrase(passage, "query", owner)
        inner = parse_variable_query(text) if use == "variable" else None
        if use == "variable" and inner is None:
            return
        expr = text if inner is None else inner.expr
        yield QuerySubject(
            object=owner.object,
            home=owner.home,
            passage=passage,
            expr=expr,
            offset=0 if inner is None else inner.offset,
            label="" if inner is None else inner.label,
            use=use,
            **{"analysis": self.analyses.of(expr, variables=True), **more},
        )

    def phrases(self, json: Mapping[str, Any], pointer: str, owner: Owner) -> Iterator[PhraseSubject]:
        """The title, where variables stand in it."""
        title = json.get("title")
        if isinstance(title, str) and ("$" in title or "[[" in title):
            yield self.phrase(Passage(title, self.place(f"{pointer}/title", title, owner.title)), "text", owner)

    def phrase(self, passage: Passage, kind: Literal["query", "text"], owner: Owner) -> PhraseSubject:
        """A text in which variables may stand."""
        return PhraseSubject(object=owner.object, home=owner.home, passage=passage, dashboard=self.dashboard, kind=kind)

    def datasource(self, reference: object, pointer: str, owner: Owner) -> Iterator[Subject]:
        """A reference to a data source."""
        uid = uid_of(reference)
        if uid:
            at = self.place(f"{pointer}/uid", uid, owner.title)
            passage = Passage(uid, at if at.exact else owner.home)
            yield DatasourceUseSubject(object=owner.object, home=owner.home, passage=passage, dashboard=self.dashboard)

    def is_prometheus(self, *references: object) -> bool:
        """Whether the nearest reference leads to a Prometheus."""
        return self.type_of(*references) in PROMQL_TYPES

    def type_of(self, *references: object) -> str:
        """The plugin type that the nearest reference leads to; empty where nothing is known."""
        default = self.context.datasources.get(self.context.settings.datasource, "")
        inputs = [
            {"type": "datasource", "name": one.get("name"), "query": one.get("pluginId")}
            for _, one in mappings_in(self.dashboard.json.get("__inputs"))
        ]
        return type_of(references, (*self.dashboard.variables, *inputs), self.context.datasources, default)

    def word(self, text: str, owner: Owner) -> Passage:
        """A short text that has no pointer of its own; its owner's place where the sources do not hold it."""
        at = self.sources.locate(text, home=self.home, beside=owner.title)
        inside = at.exact and at.path == owner.home.path and owner.home.line <= at.line <= owner.home.end_line
        return Passage(text, at if inside else owner.home)

    def place(self, pointer: str, text: str, beside: str) -> Origin:
        """Where a text stands: as the compiler noted it, else where the source index finds it."""
        noted = self.resource.origins.get(pointer)
        if noted is not None and noted.exact and noted.column:
            return noted
        return self.sources.locate(text, home=self.home, beside=beside)

    def around(self, pointer: str, text: str) -> Origin:
        """The nearest known place of something that has no text of its own."""
        noted = self.resource.origin_of(pointer)
        if noted is not None and noted != self.home:
            return noted
        return self.sources.locate(text, home=self.home) if text else self.home

    def construct(self, pointer: str, at: Origin) -> Origin:
        """The construct that defines the part of the dashboard at `pointer`."""
        around = self.sources.construct_around(at) if at.exact else None
        if around is not None and around.callee != "=":
            return around.origin
        return self.resource.origins.get(pointer, at)
