"""Rule groups as a Prometheus rule file, for Prometheus, Mimir and promtool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model.duration import parse_duration
from ..model.label import as_labels
from ..model.rule_group import AlertRule, Rule, RuleGroup
from .yaml_text import yaml_text

MADE_BY_BUILD = "by `glimpse-gitops build`"
"""What the first line of every rule file says that `build` makes."""


def prometheus_rules(groups: Sequence[RuleGroup], source: str) -> str:
    """The rule file of all `groups`; `source` is the module that they come from, named in the first line."""
    document = rule_document(groups)
    return f"# Made from {source} {MADE_BY_BUILD}: edit that file, not this one.\n{yaml_text(document)}"


def rule_document(groups: Sequence[RuleGroup]) -> dict[str, Any]:
    """The content of a rule file, which is also the `spec` of a PrometheusRule resource."""
    return {"groups": [_group(group) for group in groups]}


def _group(group: RuleGroup) -> dict[str, Any]:
    return {"name": group.name, "interval": group.interval, "rules": [_rule(rule) for rule in group.prometheus_rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    if not isinstance(rule, AlertRule):
        recorded: dict[str, Any] = {"record": rule.record, "expr": _tidied(rule.expr)}
        return recorded | ({"labels": as_labels(rule.labels)} if rule.labels else {})
    keys: dict[str, Any] = {"alert": rule.name, "expr": _tidied(rule.expr)}
    if parse_duration(rule.for_):
        keys["for"] = rule.for_
    if rule.keep_firing_for:
        keys["keep_firing_for"] = rule.keep_firing_for
    if rule.labels:
        keys["labels"] = as_labels(rule.labels)
    if rule.all_annotations:
        keys["annotations"] = rule.all_annotations
    return keys


def _tidied(expr: str) -> str:
    """The expression without blanks at the ends of its lines, which mean nothing and would put it between quotes."""
    if "`" in expr:
        # The one string of PromQL that may go over several lines.
        return expr.strip()
    lines = expr.strip().split("\n")
    indents = [line[: len(line) - len(line.lstrip())].expandtabs(2) for line in lines]
    return "\n".join(indent + line.strip() for indent, line in zip(indents, lines, strict=True))
