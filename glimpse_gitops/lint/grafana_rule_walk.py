"""The subjects of rules in Grafana's own words: queries and expressions, one of which is the condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.datasource import PROMQL_TYPES
from ..model.document import step
from ..model.duration import parse_duration
from ..model.grafana_rule import GrafanaRule
from ..model.label import as_labels
from ..model.project import Project
from ..model.resource import Bundle, ResourceKind
from ..model.rule_group import AlertRule, RecordingRule, RuleGroup
from .analysis import Analyses
from .context import Context
from .json_lists import mapping, mappings_in
from .passage import Passage
from .query_language import reads_as_promql
from .site import Site, SourceSite, text_of
from .subjects import AlertRuleSubject, GroupSubject, QuerySubject, RecordingRuleSubject, Subject

_NO_EXPRESSION, _NO_TITLE = "0", "?"
"""What stands for what a rule must have, where the file does not say it."""

RuleSubject = AlertRuleSubject | RecordingRuleSubject

_SPOKEN = ("expr", "query", "rawSql", "expression")
"""Where a query of some data source keeps its text."""


class GrafanaRuleWalk:
    """One walk over a group of Grafana's rules: `{"name", "interval", "rules": [{"title", "data", …}]}`."""

    def __init__(self, json: Mapping[str, Any], site: Site, context: Context, analyses: Analyses) -> None:
        self.json, self.site, self.context, self.analyses = json, site, context, analyses
        self.name = text_of(json.get("name")) or text_of(json.get("title"))

    def subjects(self) -> Iterator[Subject]:
        """The group, its rules, and their queries as far as they are PromQL."""
        listed = [(index, one) for index, one in mappings_in(self.json.get("rules")) if "title" in one]
        interval = duration_or(self.json.get("interval"), "1m")
        models = [_model(json) for _, json in listed]
        group = RuleGroup(self.name, models, interval=interval if parse_duration(interval) else "1m")
        rules = [self.rule(json, model, group, index) for (index, json), model in zip(listed, models, strict=True)]
        yield GroupSubject(
            object=f"rule group {self.name}",
            place=self.site.home,
            passage=self.site.text("/name", self.name),
            group=group,
            rules=rules,
            engine="grafana",
            json=self.json,
            parts=self.site.parts("", self.site.home, self.name),
        )
        for rule in rules:
            yield rule
            yield from self.queries(rule)

    def rule(
        self, json: Mapping[str, Any], model: AlertRule | RecordingRule, group: RuleGroup, index: int
    ) -> RuleSubject:
        """One rule."""
        pointer = f"/rules/{index}"
        title = text_of(json.get("title"))
        named = self.site.text(f"{pointer}/title", title)
        home = self.site.construct(pointer, named)
        place, expr = _first_query(json)
        kind = "alert" if isinstance(model, AlertRule) else "recording"
        shared: dict[str, Any] = {
            "object": f"{kind} rule {title} (group {self.name})",
            "place": home,
            "group": group,
            "query": self.site.text(pointer + place, expr) if place else Passage("", home),
            "json": json,
            "parts": self.site.parts(pointer, home, title),
            "position": index,
        }
        if isinstance(model, RecordingRule):
            series = self.site.text(f"{pointer}/record/metric", model.record)
            return RecordingRuleSubject(rule=model, passage=series, **shared)
        texts = [
            self.site.text(f"{pointer}/{field}{step(key)}", text, title)
            for field, given in (("annotations", model.annotations), ("labels", as_labels(model.labels)))
            for key, text in given.items()
            if "{{" in text
        ]
        return AlertRuleSubject(rule=model, passage=named, texts=texts, engine="grafana", **shared)

    def queries(self, rule: RuleSubject) -> Iterator[QuerySubject]:
        """The PromQL queries of a rule."""
        for index, node in mappings_in(rule.json.get("data")):
            model = mapping(node.get("model"))
            expr = model.get("expr")
            uid = text_of(node.get("datasourceUid"))
            if not isinstance(expr, str) or uid in ("__expr__", "-100"):
                continue
            type_ = self.context.datasources.get(uid) or text_of(mapping(model.get("datasource")).get("type"))
            if type_ not in PROMQL_TYPES and (type_ or not reads_as_promql(expr, (uid,))):
                continue
            analyses = self.analyses if type_ else self.analyses.elsewhere
            below = f"/rules/{rule.position}/data/{index}"
            yield QuerySubject(
                object=f"{rule.object}, query {text_of(node.get('refId')) or index}",
                place=rule.place,
                passage=self.site.text(f"{below}/model/expr", expr),
                expr=expr,
                use="step",
                analysis=analyses.of(expr, variables=True),
                instant=model.get("instant") is True,
                rule=rule,
                json=node,
                parts=self.site.parts(below, rule.place, rule.passage.value),
            )


def _model(json: Mapping[str, Any]) -> AlertRule | RecordingRule:
    """The rule in Prometheus' words, as far as these go: its expression is that of its first query."""
    expr = _first_query(json)[1] or _NO_EXPRESSION
    labels = _texts(json.get("labels"))
    if record := text_of(mapping(json.get("record")).get("metric")):
        return RecordingRule(record, expr, labels)
    return AlertRule(
        text_of(json.get("title")) or _NO_TITLE,
        expr,
        duration_or(json.get("for"), "0m"),
        labels,
        annotations=_texts(json.get("annotations")),
        keep_firing_for=duration_or(json.get("keep_firing_for"), ""),
        uid=text_of(json.get("uid")),
    )


def _first_query(json: Mapping[str, Any]) -> tuple[str, str]:
    """Pointer and text of the first query that has one."""
    for index, node in mappings_in(json.get("data")):
        model = mapping(node.get("model"))
        if node.get("datasourceUid") in ("__expr__", "-100"):
            continue
        for key in _SPOKEN:
            if text := text_of(model.get(key)).strip():
                return f"/data/{index}/model/{key}", text
    return "", ""


def _texts(given: Any) -> dict[str, str]:
    return {key: str(value) for key, value in mapping(given).items() if isinstance(value, str | int | float)}


def duration_or(given: Any, otherwise: str) -> str:
    """A duration as it stands in JSON, a number being seconds; `otherwise` where it is none."""
    text = f"{given}s" if isinstance(given, int) and not isinstance(given, bool) else text_of(given)
    try:
        return text if text and parse_duration(text) >= 0 else otherwise
    except ValueError:
        return otherwise


def own_grafana_rules(project: Project, bundle: Bundle, context: Context, analyses: Analyses) -> Iterator[Subject]:
    """The subjects of a project's `GrafanaRule`s; `bundle` is the project, compiled. Their group is one already."""
    compiled = {resource.origin: resource for resource in bundle.of_kind(ResourceKind.RULE_GROUP)}
    for definition in project.rule_groups:
        resource = compiled.get(definition.origin)
        if resource is None:
            continue
        pairs = zip(definition.value.grafana_rules, resource.spec["rules"], strict=True)
        rules = [json for rule, json in pairs if isinstance(rule, GrafanaRule)]
        json = {"name": definition.value.name, "interval": resource.spec["interval"], "rules": rules}
        walk = GrafanaRuleWalk(json, SourceSite(project.sources, definition.origin), context, analyses)
        yield from (one for one in walk.subjects() if not isinstance(one, GroupSubject))
