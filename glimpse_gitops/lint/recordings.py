"""Recording rules that write series of one name and with the same labels."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.label import as_labels
from ..promql.canonical import canonical_hash
from .subjects import AlertRuleSubject, ProjectSubject, RecordingRuleSubject


def recorded_again(project: ProjectSubject) -> Iterator[tuple[RecordingRuleSubject, RecordingRuleSubject]]:
    """Each rule that has the name and the labels of one before it in the file, or in a whole project; that one first.

    Rules whose expression is no PromQL are left out.
    """
    alike: dict[tuple[str, ...], list[RecordingRuleSubject]] = {}
    for rule in project.of(RecordingRuleSubject):
        labels = sorted(f"{name}={value}" for name, value in as_labels(rule.rule.labels).items())
        key = ("" if project.complete else rule.home.path, rule.rule.record, *labels)
        alike.setdefault(key, []).append(rule)
    for rules in alike.values():
        read = [one for one in rules if _is_promql(one)] if len(rules) > 1 else []
        yield from ((read[0], one) for one in read[1:])


def _is_promql(rule: RecordingRuleSubject) -> bool:
    return rule.analysis is not None and rule.analysis.parsed.tree is not None


def recorded_meaning(rule: RecordingRuleSubject) -> str:
    """A hash of what the expression means; empty where it is no PromQL."""
    tree = rule.analysis.parsed.tree if rule.analysis is not None else None
    return "" if tree is None else canonical_hash(tree)


def read_now(rule: AlertRuleSubject | RecordingRuleSubject) -> set[str]:
    """The metrics of which a rule reads the newest sample; ranges and subqueries read older ones."""
    analysis = rule.analysis
    if analysis is None or analysis.subqueries:
        return set()
    return {one.metric for one in analysis.selectors if one.metric and one.window is None and one.offset is None}
