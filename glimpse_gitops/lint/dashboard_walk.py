"""The subjects of one dashboard: itself, its panels, queries, variables, annotations, texts, data source references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..model.datasource import PROMQL_TYPES
from ..model.origin import Origin
from .analysis import Analyses
from .context import Context
from .datasource_types import LEAVES_IT_TO_QUERIES, type_of, uid_of
from .grid import Grid
from .json_lists import mapping, mappings_in
from .panel_json import asked_targets
from .panel_units import units_of
from .passage import KnownPlace, Parts, Passage, Place
from .query_language import reads_as_promql
from .site import Site, text_of
from .subjects import (
    AnnotationSubject,
    DashboardQueriesSubject,
    DashboardSubject,
    DatasourceUseSubject,
    PanelSubject,
    PhraseSubject,
    QuerySubject,
    Subject,
    UnitSubject,
    Use,
    VariableSubject,
)
from .variable_query import parse_variable_query

_DEEPEST = 3
"""Levels of panels in panels: Grafana has rows, and nothing in their panels."""
_ASK_NOTHING = frozenset({"row", "text", "news", "dashlist", "alertlist", "welcome", "gettingstarted", "pluginlist"})
"""Types of panels whose queries, left over from another type, Grafana does not send."""


@dataclass(frozen=True)
class Owner:
    """What a text of the dashboard belongs to: a panel, a variable, an annotation or the dashboard itself."""

    object: str
    home: Origin | Place
    title: str
    """What stands beside its other texts in the source."""
    parts: Parts


def dashboard_subject(json: Mapping[str, Any], site: Site, uid: str, title: str, folder: str = "") -> DashboardSubject:
    """The dashboard itself."""
    return DashboardSubject(
        object=f"dashboard {title}",
        place=site.home,
        passage=Passage(title, site.home),
        json=json,
        parts=site.parts("", site.home, title),
        uid=uid,
        folder=folder,
    )


class DashboardWalk:
    """One walk over a dashboard."""

    def __init__(self, dashboard: DashboardSubject, site: Site, context: Context, analyses: Analyses) -> None:
        self.dashboard, self.site, self.context, self.analyses = dashboard, site, context, analyses

    def subjects(self) -> Iterator[Subject]:
        """All subjects, in the order of the JSON; then its queries together."""
        queries: list[QuerySubject] = []
        for subject in self.parts():
            if isinstance(subject, QuerySubject):
                queries.append(subject)
            yield subject
        board = self.dashboard
        yield DashboardQueriesSubject(
            object=board.object,
            place=board.place,
            passage=board.passage,
            json=board.json,
            parts=board.parts,
            dashboard=board,
            queries=queries,
        )

    def parts(self) -> Iterator[Subject]:
        """The dashboard itself and everything in it."""
        json = self.dashboard.json
        yield self.dashboard
        owner = Owner(
            self.dashboard.object, self.site.home, self.dashboard.passage.value, self.site.parts("", self.site.home)
        )
        yield from self.phrases(json, "", owner)
        for index, variable in mappings_in(mapping(json.get("templating")).get("list")):
            yield from self.variable(variable, f"/templating/list/{index}", index)
        for index, annotation in mappings_in(mapping(json.get("annotations")).get("list")):
            yield from self.annotation(annotation, f"/annotations/list/{index}")
        yield from self.panels(json.get("panels"), "/panels")
        for index, row in mappings_in(json.get("rows")):
            yield from self.panels(row.get("panels"), f"/rows/{index}/panels")

    def panels(self, listed: object, pointer: str) -> Iterator[Subject]:
        """The panels of one grid, and those inside its rows."""
        grid = Grid([panel for _, panel in mappings_in(listed)])
        for index, (place, panel) in enumerate(mappings_in(listed)):
            yield from self.panel(panel, f"{pointer}/{place}", grid, index)
            if pointer.count("/panels") < _DEEPEST:
                yield from self.panels(panel.get("panels"), f"{pointer}/{place}/panels")

    def panel(self, panel: Mapping[str, Any], pointer: str, grid: Grid, index: int) -> Iterator[Subject]:
        """A panel with its queries."""
        title = str(panel.get("title") or "")
        targets = asked_targets(panel)
        first = next((target["expr"] for _, target in targets if text_of(target.get("expr"))), "")
        named = self.site.text(f"{pointer}/title", title, first) if title else self.site.nearest(pointer, first)
        home = self.site.construct(pointer, named)
        parts = self.site.parts(pointer, home, title)
        owner = Owner(f"{self.dashboard.object}, panel {title or panel.get('id', index)}", home, title, parts)
        subject = PanelSubject(
            object=owner.object,
            place=home,
            passage=named,
            json=panel,
            parts=parts,
            dashboard=self.dashboard,
            grid=grid,
            position=index,
        )
        yield subject
        yield from self.phrases(panel, pointer, owner)
        for inside, unit in units_of(panel):
            yield UnitSubject(object=owner.object, place=home, passage=Passage(unit, parts.part(inside, unit)))
        if text_of(panel.get("type")) in _ASK_NOTHING:
            return
        named_source = uid_of(panel.get("datasource"))
        yield from self.datasource(panel.get("datasource"), f"{pointer}/datasource", owner)
        told = {named_source}
        for place, target in targets:
            below = f"{pointer}/targets/{place}"
            words = f"{owner.object}, query {target.get('refId', place)}"
            query = Owner(words, home, title, self.site.parts(below, home, title))
            # What the panel names goes before what its queries name, and `{}` names the default.
            left_open = named_source in LEAVES_IT_TO_QUERIES and panel.get("datasource") != {}
            if left_open and uid_of(target.get("datasource")) not in told:
                yield from self.datasource(target.get("datasource"), f"{below}/datasource", query)
                told.add(uid_of(target.get("datasource")))
            yield from self.target(target, subject, below, query)

    def target(self, target: Mapping[str, Any], panel: PanelSubject, pointer: str, owner: Owner) -> Iterator[Subject]:
        """The query of a target, where it is PromQL."""
        expr = target.get("expr")
        if not isinstance(expr, str):
            return
        references = (target.get("datasource"), panel.json.get("datasource"))
        known = self.is_prometheus(*references)
        panel_type = str(panel.json.get("type", ""))
        if not known and (self.type_of(*references) or not reads_as_promql(expr, map(uid_of, references), panel_type)):
            return
        legend = target.get("legendFormat")
        passage = None
        if isinstance(legend, str) and legend not in ("", "__auto"):
            passage = self.site.text(f"{pointer}/legendFormat", legend, expr)
            yield self.phrase(passage, "text", owner)
        yield from self.query(
            expr,
            f"{pointer}/expr",
            owner,
            "panel",
            target,
            instant=bool(target.get("instant")) and not target.get("range"),
            legend=passage,
            panel=panel,
            panel_type=panel_type,
            analysis=(self.analyses if known else self.analyses.elsewhere).of(expr, variables=True),
        )

    def variable(self, variable: Mapping[str, Any], pointer: str, index: int) -> Iterator[Subject]:
        """A template variable with its query."""
        name = str(variable.get("name", ""))
        named = self.site.text(f"{pointer}/name", name, str(variable.get("label") or ""))
        home = self.site.construct(pointer, named)
        parts = self.site.parts(pointer, home, name)
        owner = Owner(f"{self.dashboard.object}, variable {name}", home, name, parts)
        yield VariableSubject(
            object=owner.object,
            place=home,
            passage=named,
            json=variable,
            parts=parts,
            dashboard=self.dashboard,
            position=index,
        )
        if variable.get("type") == "query":
            yield from self.datasource(variable.get("datasource"), f"{pointer}/datasource", owner)
            query, inside = variable.get("query"), "/query"
            if isinstance(query, Mapping):
                query, inside = query.get("query"), "/query/query"
            if isinstance(query, str) and self.is_prometheus(variable.get("datasource")):
                yield from self.query(query, pointer + inside, owner, "variable", variable)

    def annotation(self, annotation: Mapping[str, Any], pointer: str) -> Iterator[Subject]:
        """An annotation with its query."""
        name = str(annotation.get("name", ""))
        named = self.site.text(f"{pointer}/name", name)
        home = self.site.construct(pointer, named)
        parts = self.site.parts(pointer, home, name)
        owner = Owner(f"{self.dashboard.object}, annotation {name}", home, name, parts)
        yield AnnotationSubject(
            object=owner.object, place=home, passage=named, json=annotation, parts=parts, dashboard=self.dashboard
        )
        yield from self.datasource(annotation.get("datasource"), f"{pointer}/datasource", owner)
        target = annotation.get("target")
        holders = [(annotation, ""), *([(target, "/target")] if isinstance(target, Mapping) else [])]
        for holder, inside in holders:
            if isinstance(holder.get("expr"), str) and self.is_prometheus(annotation.get("datasource")):
                below = f"{pointer}{inside}/expr"
                yield from self.query(holder["expr"], below, owner, "annotation", annotation)

    def query(
        self, text: str, pointer: str, owner: Owner, use: Use, json: Mapping[str, Any], **more: Any
    ) -> Iterator[Subject]:
        """A PromQL query, and its text as one in which variables stand."""
        passage = self.site.text(pointer, text, owner.title)
        yield self.phrase(passage, "query", owner)
        inner = parse_variable_query(text) if use == "variable" else None
        if use == "variable" and inner is None:
            return
        expr = text if inner is None else inner.expr
        yield QuerySubject(
            object=owner.object,
            place=owner.home,
            passage=passage,
            json=json,
            parts=owner.parts,
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
            yield self.phrase(self.site.text(f"{pointer}/title", title, owner.title), "text", owner)

    def phrase(self, passage: Passage, kind: Literal["query", "text"], owner: Owner) -> PhraseSubject:
        """A text in which variables may stand."""
        return PhraseSubject(
            object=owner.object, place=owner.home, passage=passage, dashboard=self.dashboard, kind=kind
        )

    def datasource(self, reference: object, pointer: str, owner: Owner) -> Iterator[Subject]:
        """A reference to a data source."""
        uid = uid_of(reference)
        if uid:
            place = pointer if isinstance(reference, str) else f"{pointer}/uid"
            found = self.site.text(place, uid, owner.title)
            passage = Passage(uid, KnownPlace(found, owner.home))
            yield DatasourceUseSubject(
                object=owner.object,
                place=owner.home,
                passage=passage,
                json=mapping(reference),
                dashboard=self.dashboard,
            )

    def is_prometheus(self, *references: object) -> bool:
        """Whether the nearest reference leads to a Prometheus."""
        return self.type_of(*references) in PROMQL_TYPES

    def type_of(self, *references: object) -> str:
        """The plugin type that the nearest reference leads to; empty where nothing is known."""
        default = self.context.datasources.get(self.context.settings.datasource, "")
        return type_of(references, self._sources, self.context.datasources, default)

    @cached_property
    def _sources(self) -> tuple[Mapping[str, Any], ...]:
        """The template variables, and the data sources that an exported dashboard asks for in the same form."""
        inputs = [
            {"type": "datasource", "name": one.get("name"), "query": one.get("pluginId")}
            for _, one in mappings_in(self.dashboard.json.get("__inputs"))
        ]
        return (*self.dashboard.variables, *inputs)
