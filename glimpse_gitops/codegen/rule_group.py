"""Rule groups: each rule in Prometheus' words where these say all of it, else in Grafana's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..compile.rule_group import compile_rule_group, rule_uid
from ..compile.target import Target
from ..model.datasource import PROMQL_TYPES, Datasource
from ..model.duration import format_duration
from ..model.grafana_rule import GrafanaRule
from ..model.origin import Origin
from ..model.project import Definition
from ..model.resource import Resource
from ..model.rule_group import AlertRule, RuleGroup
from ..model.source_index import SourceIndex
from ..plan.diff import changed_fields
from .alert_rule import alert_rule_of
from .grafana_rule import grafana_rule_of
from .references import References


def rule_group_of(live: Resource, references: References, target: Target) -> RuleGroup:
    """The group. Its data source is the one that most of its rules in Prometheus' words query."""
    spec = live.spec
    rules = spec["rules"]
    asked = Counter(filter(None, map(_asked, rules)))
    words = next((one for one, _ in asked.most_common() if _some_fit(one, live, references, target)), None)
    source = references.datasource(*words) if words else None
    made: list[AlertRule | GrafanaRule] = []
    seen: Counter[str] = Counter()
    for rule in rules:
        seen[rule["title"]] += 1
        fitting = _fits(rule, words, live, references, target) if words else None
        one = fitting or grafana_rule_of(rule, references)
        usual = rule_uid(spec["folderUid"], spec["title"], rule["title"], seen[rule["title"]])
        made.append(replace(one, uid="") if one.uid == usual else one)
    return RuleGroup(
        spec["title"],
        made,
        folder=references.folder(spec["folderUid"]),
        datasource=source,
        interval=format_duration(int(spec["interval"]) * 1000),
    )


def _asked(rule: Mapping[str, Any]) -> tuple[str, str] | None:
    """Uid and type of the data source that the first query of a rule asks, where it speaks PromQL or is Loki."""
    nodes = rule.get("data") or [{}]
    named = (nodes[0].get("model") or {}).get("datasource")
    kind = str(named.get("type") or "") if isinstance(named, Mapping) else ""
    return (str(nodes[0]["datasourceUid"]), kind) if kind in (*PROMQL_TYPES, "loki") else None


def _some_fit(words: tuple[str, str], live: Resource, references: References, target: Target) -> bool:
    return any(_fits(rule, words, live, references, target) for rule in live.spec["rules"])


def _fits(
    rule: Mapping[str, Any], words: tuple[str, str], live: Resource, references: References, target: Target
) -> AlertRule | None:
    """The rule in Prometheus' words where the compiler makes the live rule of them, asked of that data source."""
    made = alert_rule_of(rule, references)
    if made is None:
        return None
    uid, kind = words
    link = rule.get("annotations") or {}
    panel = (link.get("__dashboardUid__", ""), int(link["__panelId__"])) if made.panel else None
    folder = live.spec["folderUid"]
    compiled = compile_rule_group(
        Definition(RuleGroup(live.title, [made]), Origin("")),
        folder,
        Datasource.existing(uid, kind).reference,
        lambda _: panel,
        target,
        SourceIndex(),
    )
    alone = replace(live, spec={**live.spec, "rules": [rule], "interval": compiled.spec["interval"]})
    return None if changed_fields(alone, compiled) else made
