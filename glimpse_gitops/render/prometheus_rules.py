"""Rule groups as a Prometheus rule file, for Prometheus, Mimir and promtool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from ..model.duration import parse_duration
from ..model.rule_group import AlertRule, Rule, RuleGroup, as_labels

_NUMBER_IN_YAML_1_2 = re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")


def prometheus_rules(groups: Sequence[RuleGroup], source: str) -> str:
    """The rule file of all `groups`; `source` is the module that they come from, named in the first line."""
    document = {"groups": [_group(group) for group in groups]}
    text = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    return f"# Made from {source} by `glimpse-gitops build`: edit that file, not this one.\n{text}"


def _group(group: RuleGroup) -> dict[str, Any]:
    return {"name": group.name, "interval": group.interval, "rules": [_rule(rule) for rule in group.rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    if not isinstance(rule, AlertRule):
        recorded: dict[str, Any] = {"record": rule.record, "expr": rule.expr.strip()}
        return recorded | ({"labels": as_labels(rule.labels)} if rule.labels else {})
    keys: dict[str, Any] = {"alert": rule.name, "expr": rule.expr.strip()}
    if parse_duration(rule.for_):
        keys["for"] = rule.for_
    if rule.keep_firing_for:
        keys["keep_firing_for"] = rule.keep_firing_for
    if rule.labels:
        keys["labels"] = as_labels(rule.labels)
    if rule.all_annotations:
        keys["annotations"] = rule.all_annotations
    return keys


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    if "\n" in value:
        # A block scalar cannot hold tabs, carriage returns or blanks at the end of a line: PyYAML would fall back to
        # one long quoted line. None of them means anything in PromQL or in an annotation.
        value = "\n".join(line.expandtabs(2).rstrip() for line in value.replace("\r\n", "\n").split("\n"))
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    # Prometheus reads YAML 1.2, in which some words are numbers that PyYAML, at 1.1, would leave unquoted.
    style = '"' if _NUMBER_IN_YAML_1_2.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
