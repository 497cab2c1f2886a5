"""The subjects of rule groups: the group, its rules, their queries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.datasource import PROMQL_TYPES
from ..model.label import as_labels
from ..model.project import Definition
from ..model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup
from ..model.source_index import SourceIndex
from .analysis import Analyses
from .context import Context
from .passage import Passage
from .rule_document import rule_words
from .site import Site, SourceSite
from .subjects import (
    AlertRuleSubject,
    BrokenPartSubject,
    GroupSubject,
    QuerySubject,
    RecordingRuleSubject,
    Subject,
)

RuleSubject = AlertRuleSubject | RecordingRuleSubject

_PLACEHOLDER = re.compile(r"\$\{(?!__)[\w.-]+\}", re.ASCII)
"""What `envsubst` and its kin fill in before Prometheus reads the file; Grafana's own variables are not meant."""


def group_subjects(
    definition: Definition[RuleGroup], sources: SourceIndex, context: Context, analyses: Analyses
) -> Iterator[Subject]:
    """The subjects of a group that a Python module defines."""
    site = SourceSite(sources, definition.origin)
    is_promql = is_prometheus(definition.value, context)
    yield from subjects_of_group(definition.value, group_json(definition.value), site, analyses if is_promql else None)


def subjects_of_group(
    group: RuleGroup,
    json: Mapping[str, Any],
    site: Site,
    analyses: Analyses | None,
    *,
    filled_in: bool = False,
    for_vmalert: bool = False,
) -> Iterator[Subject]:
    """A rule group, its rules and their queries; without `analyses`, of one that is no PromQL, no queries.

    `json` is the group as a rule file has it; its rules stand there in the same order. `filled_in` says that something
    may put values into the file before Prometheus reads it, `for_vmalert` that it is for vmalert for certain.
    """
    rules = [
        _rule(rule, group, json["rules"][index], index, site, analyses, filled_in=filled_in, for_vmalert=for_vmalert)
        for index, rule in enumerate(group.prometheus_rules)
    ]
    home = site.home
    yield GroupSubject(
        object=f"rule group {group.name}".strip(),
        place=home,
        passage=site.text("/name", group.name),
        group=group,
        rules=rules,
        json=json,
        parts=site.parts("", home, group.name),
    )
    for rule in rules:
        yield rule
        if rule.analysis is not None:
            yield QuerySubject(
                object=rule.object,
                place=rule.place,
                passage=rule.query,
                expr=rule.rule.expr,
                use="alert" if isinstance(rule, AlertRuleSubject) else "recording",
                analysis=rule.analysis,
                instant=True,
                rule=rule,
                json=rule.json,
                parts=rule.parts,
            )


def _rule(
    rule: Rule,
    group: RuleGroup,
    json: Mapping[str, Any],
    index: int,
    site: Site,
    analyses: Analyses | None,
    *,
    filled_in: bool,
    for_vmalert: bool,
) -> RuleSubject:
    analysis = None if analyses is None else analyses.of(rule.expr, variables=False)
    if analyses is not None and analysis is not None and filled_in and _PLACEHOLDER.search(rule.expr):
        # In strings `${name}` may be meant for label_replace(): what Prometheus takes as it is, is taken so.
        analysis = analyses.of(rule.expr, variables=True) if analysis.parsed.faults else analysis
    name, pointer = name_of(rule), f"/rules/{index}"
    is_alert = isinstance(rule, AlertRule)
    named = site.text(f"{pointer}/{'alert' if is_alert else 'record'}", name, rule.expr)
    home = site.construct(pointer, named)
    shared: dict[str, Any] = {
        "object": rule_words("alert rule" if is_alert else "recording rule", name, group.name),
        "place": home,
        "passage": named,
        "group": group,
        "query": site.text(f"{pointer}/expr", rule.expr, name),
        "analysis": analysis,
        "json": json,
        "parts": site.parts(pointer, home, name),
        "position": index,
    }
    if isinstance(rule, AlertRule):
        texts = _templates(rule, name, pointer, site)
        return AlertRuleSubject(rule=rule, texts=texts, elsewhere=filled_in, for_vmalert=for_vmalert, **shared)
    return RecordingRuleSubject(rule=rule, **shared)


def _templates(rule: AlertRule, name: str, pointer: str, site: Site) -> list[Passage]:
    """The annotations and values of labels in which something is put in."""
    texts = (("annotations", rule.all_annotations), ("labels", as_labels(rule.labels)))
    return [
        site.text(f"{pointer}/{field}/{key}", text, name)
        for field, given in texts
        for key, text in given.items()
        if "{{" in text
    ]


def group_json(group: RuleGroup) -> dict[str, Any]:
    """A group as a Prometheus rule file has it."""
    return {
        "name": group.name,
        "interval": group.interval,
        "rules": [rule_json(rule) for rule in group.prometheus_rules],
    }


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule as a Prometheus rule file has it; what the author left out is left out."""
    if isinstance(rule, RecordingRule):
        json: dict[str, Any] = {"record": rule.record, "expr": rule.expr, "labels": as_labels(rule.labels)}
    else:
        for_ = "" if rule.for_ == AlertRule.for_ else rule.for_
        json = {"alert": rule.name, "expr": rule.expr, "for": for_, "keep_firing_for": rule.keep_firing_for}
        json |= {"labels": as_labels(rule.labels), "annotations": rule.all_annotations}
    return {key: value for key, value in json.items() if value}


def broken_part_subject(part: BrokenPart) -> BrokenPartSubject:
    """A part of a rule file that could not be read."""
    return BrokenPartSubject(object=part.object, place=part.origin, passage=Passage("", part.origin), broken=part)


def is_prometheus(group: RuleGroup, context: Context) -> bool:
    """Whether the expressions of a group are PromQL: so they are unless its data source says otherwise."""
    if group.datasource is not None:
        return group.datasource.type in PROMQL_TYPES
    return context.datasources.get(context.settings.datasource, "prometheus") in PROMQL_TYPES


def name_of(rule: Rule) -> str:
    """The name of an alert, or of the series that is recorded."""
    return rule.record if isinstance(rule, RecordingRule) else rule.name
