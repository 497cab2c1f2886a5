"""Rule groups as a Prometheus rule file, for Prometheus, Mimir and promtool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from ..model.duration import parse_duration
from ..model.label import as_labels
from ..model.rule_group import AlertRule, Rule, RuleGroup

_NUMBER_IN_YAML_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")

_LINE_BREAKS_OF_YAML_1_1 = "\x85\u2028\u2029"
"""PyYAML would fold them like any line break, except where they are escaped."""


MADE_BY_BUILD = "by `glimpse-gitops build`"
"""What the first line of every rule file says that `build` makes."""


def prometheus_rules(groups: Sequence[RuleGroup], source: str) -> str:
    """The rule file of all `groups`; `source` is the module that they come from, named in the first line."""
    document = {"groups": [_group(group) for group in groups]}
    text = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    return f"# Made from {source} {MADE_BY_BUILD}: edit that file, not this one.\n{text}"


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


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    if any(mark in value for mark in _LINE_BREAKS_OF_YAML_1_1):
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"')
    if "\n" in value:
        # What a block cannot hold (tabs, blanks at the end of a line) PyYAML puts between quotes instead.
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    # Prometheus reads YAML 1.2, in which some words are numbers that PyYAML, at 1.1, would leave unquoted.
    style = '"' if _NUMBER_IN_YAML_1_2.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
