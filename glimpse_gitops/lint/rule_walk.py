"""The subjects of rule groups and of the notification policy."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.datasource import PROMQL_TYPES
from ..model.origin import Origin
from ..model.policy import NotificationPolicy, Route
from ..model.project import Definition
from ..model.rule_files import BrokenPart
from ..model.rule_group import AlertRule, RecordingRule, Rule, RuleGroup, as_labels
from ..model.source_index import SourceIndex
from .analysis import Analyses
from .context import Context
from .subjects import (
    AlertRuleSubject,
    BrokenPartSubject,
    GroupSubject,
    Passage,
    QuerySubject,
    RecordingRuleSubject,
    RouteSubject,
    Subject,
)


def group_subjects(
    definition: Definition[RuleGroup], sources: SourceIndex, context: Context, analyses: Analyses
) -> Iterator[Subject]:
    """A rule group, its rules and their queries; of groups on other data sources only the rules."""
    group, home = definition.value, definition.origin
    at = sources.locate(group.name, home=home)
    yield GroupSubject(object=f"rule group {group.name}", home=home, passage=Passage(group.name, at), group=group)
    for rule in group.rules:
        name = name_of(rule)
        kind = "alert rule" if isinstance(rule, AlertRule) else "recording rule"
        named = Passage(name, sources.locate(name, home=home, beside=rule.expr))
        words = f"{kind} {name} (group {group.name})"
        around = sources.construct_around(named.origin) if named.origin.exact else None
        place = home if around is None else around.origin
        query = Passage(rule.expr, sources.locate(rule.expr, home=home, beside=name))
        analysis = analyses.of(rule.expr, variables=False) if is_prometheus(group, context) else None
        if isinstance(rule, AlertRule):
            texts = [
                Passage(text, sources.locate(text, home=home, beside=name))
                for text in (*rule.all_annotations.values(), *as_labels(rule.labels).values())
                if "{{" in text
            ]
            yield AlertRuleSubject(
                object=words,
                home=place,
                passage=named,
                rule=rule,
                group=group,
                query=query,
                texts=texts,
                analysis=analysis,
            )
        else:
            yield RecordingRuleSubject(object=words, home=place, passage=named, rule=rule, group=group)
        if analysis is not None:
            yield QuerySubject(
                object=words,
                home=place,
                passage=query,
                expr=rule.expr,
                use="alert" if isinstance(rule, AlertRule) else "recording",
                analysis=analysis,
                instant=True,
            )


def broken_part_subject(part: BrokenPart) -> BrokenPartSubject:
    """A part of a rule file that could not be read."""
    return BrokenPartSubject(object=part.object, home=part.origin, passage=Passage("", part.origin), part=part)


def is_prometheus(group: RuleGroup, context: Context) -> bool:
    """Whether the expressions of a group are PromQL: so they are unless its data source says otherwise."""
    if group.datasource is not None:
        return group.datasource.type in PROMQL_TYPES
    return context.datasources.get(context.settings.datasource, "prometheus") in PROMQL_TYPES


def name_of(rule: Rule) -> str:
    """The name of an alert, or of the series that is recorded."""
    return rule.record if isinstance(rule, RecordingRule) else rule.name


def policy_subjects(definition: Definition[NotificationPolicy], sources: SourceIndex) -> Iterator[Subject]:
    """The root of a policy tree and all of its routes, parents first."""
    waiting: list[tuple[NotificationPolicy | Route, str]] = [(definition.value, "notification policy")]
    while waiting:
        node, words = waiting.pop(0)
        yield RouteSubject(
            object=words, home=definition.origin, passage=_receiver(node, definition.origin, sources), route=node
        )
        for route in node.routes:
            matchers = ", ".join(map(str, route.matchers)) or "everything"
            waiting.append((route, f"{words}, route {matchers}" if words.count(",") == 0 else f"{words} → {matchers}"))


def _receiver(node: NotificationPolicy | Route, home: Origin, sources: SourceIndex) -> Passage:
    name = node.receiver if isinstance(node.receiver, str) else node.receiver.name
    return Passage(name, sources.locate(name, home=home) if isinstance(node.receiver, str) else home)
