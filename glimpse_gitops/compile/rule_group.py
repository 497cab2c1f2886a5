"""Alert rules as Grafana-managed rules.

A Prometheus expression becomes three nodes (design, decision 1): A, the instant query; B, `is_number($A) || is_nan($A)
|| is_inf($A)`, which is 1 for every series that A returns, whatever its value (`up == 0` returns 0); C, the threshold
`B > 0`. With `noDataState: OK` an empty result is a quiet rule, as in Prometheus.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import ProjectError
from ..model.duration import format_duration, parse_duration
from ..model.grafana_rule import GrafanaRule
from ..model.label import as_labels
from ..model.project import Definition
from ..model.resource import Resource, rule_group_id
from ..model.rule_group import AlertRule, RuleGroup
from ..model.source_index import SourceIndex
from .grafana_rule import compile_grafana_rule, compile_notification_settings
from .target import Target
from .uid import stable_uid

SCHEDULER_STEP_MS = 10_000
"""Grafana evaluates every 10 seconds at most often, and only multiples of it."""

PanelOf = Callable[[AlertRule | GrafanaRule], tuple[str, int] | None]
"""The dashboard uid and panel id that a rule belongs to."""

_EXPRESSION = {"type": "__expr__", "uid": "__expr__"}
_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_VALUE = re.compile(r"\$value\b")
_DOT_VALUE = re.compile(r"(?<![\w)$])\$?\.Value\b")
_MOVES_THE_DOT = re.compile(r"\{\{-?\s*(?:range|with|template|block)\b")


def compile_rule_group(
    definition: Definition[RuleGroup],
    folder_uid: str,
    datasource: Mapping[str, str],
    panel_of: PanelOf,
    target: Target,
    sources: SourceIndex,
) -> Resource:
    """The rules of a group as the body of `PUT …/rule-groups/…`; `RecordingRule`s are Prometheus' own business.

    `datasource` is the `{"type", "uid"}` that the `AlertRule`s query.
    """
    group = definition.value
    interval = parse_duration(group.interval)
    if interval % SCHEDULER_STEP_MS:
        raise ProjectError(
            f'{definition.origin}: rule group "{group.name}" has interval {group.interval}, '
            "and Grafana evaluates at multiples of 10s only",
            'choose a multiple of 10s, or evaluated_by="prometheus"',
        )
    rules = []
    origins = {"": definition.origin}
    made_in = _made_in(group, folder_uid)
    seen: Counter[tuple[str, ...]] = Counter()
    for position, rule in enumerate(group.grafana_rules):
        made_as = (*made_in[:1], *_group_and_title(rule.moved_from or rule.name, rule.moved_from, made_in[1]))
        seen[made_as] += 1
        uid = rule.uid or rule_uid(*made_as, seen[made_as])
        if isinstance(rule, GrafanaRule):
            rules.append(compile_grafana_rule(rule, uid, panel_of(rule), target))
            origins[f"/rules/{position}"] = sources.locate(rule.name, home=definition.origin)
            continue
        rules.append(_rule(rule, uid, datasource, panel_of(rule), target))
        origins[f"/rules/{position}"] = sources.locate(rule.name, home=definition.origin, beside=rule.expr)
        origins[f"/rules/{position}/data/0/model/expr"] = sources.locate(
            rule.expr, home=definition.origin, beside=rule.name
        )
    spec = {"title": group.name, "folderUid": folder_uid, "interval": interval // 1000, "rules": rules}
    old = rule_group_id(*made_in) if group.moved_from else None
    return Resource(rule_group_id(folder_uid, group.name), group.name, spec, origins=origins, moved_from=old)


def _made_in(group: RuleGroup, folder_uid: str) -> tuple[str, str]:
    """Folder uid and name under which the group was made: uids of rules follow from them."""
    if not group.moved_from:
        return folder_uid, group.name
    folder, slash, name = group.moved_from.partition("/")
    return (folder, name) if slash else (folder_uid, group.moved_from)


def _group_and_title(name: str, moved_from: str, group: str) -> tuple[str, str]:
    """The group and the title under which a rule was made."""
    old, slash, title = moved_from.partition("/")
    return (old, title) if slash else (group, name)


def rule_uid(folder_uid: str, group: str, name: str, nth: int) -> str:
    """The uid of the `nth` rule of one name in a group: Prometheus takes several, e.g. one for each severity."""
    return stable_uid(name, folder_uid, group, name, *([str(nth)] if nth > 1 else []))


def _rule(
    rule: AlertRule,
    uid: str,
    datasource: Mapping[str, str],
    panel: tuple[str, int] | None,
    target: Target,
) -> dict[str, Any]:
    annotations = {name: for_grafana(text) for name, text in rule.all_annotations.items()}
    if panel is not None:
        annotations |= {"__dashboardUid__": panel[0], "__panelId__": str(panel[1])}
    compiled: dict[str, Any] = {
        "uid": uid,
        "title": rule.name,
        "condition": "C",
        "data": _nodes(rule.expr, datasource),
        "noDataState": rule.no_data_state,
        "execErrState": rule.exec_err_state,
        "for": format_duration(parse_duration(rule.for_)),
        "labels": as_labels(rule.labels),
        "annotations": annotations,
    }
    if rule.paused is not None:
        compiled["isPaused"] = rule.paused
    if rule.notification_settings is not None:
        compiled["notification_settings"] = compile_notification_settings(rule.notification_settings, target)
    if target.knows_keep_firing_for:
        compiled["keep_firing_for"] = format_duration(parse_duration(rule.keep_firing_for or "0s"))
        compiled["missingSeriesEvalsToResolve"] = 1
    return compiled


def for_grafana(text: str) -> str:
    """An annotation for Grafana: `$value` and `.Value` become `$values.A.Value`.

    On 11.6 they are a text that lists every node; `$values.A.Value` is the query's number on every version. `.Value`
    stays where a `range` or the like gives the dot another meaning.
    """
    dot_is_the_alert = _MOVES_THE_DOT.search(text) is None

    def with_query_value(action: re.Match[str]) -> str:
        said = _VALUE.sub("$values.A.Value", action.group())
        return _DOT_VALUE.sub("$values.A.Value", said) if dot_is_the_alert else said

    # Behind the last "}}" nothing can match, and looking for it from every "{{" would take for ever.
    end = text.rfind("}}") + 2 if "}}" in text else 0
    return _ACTION.sub(with_query_value, text[:end]) + text[end:]


def _nodes(expr: str, datasource: Mapping[str, str]) -> list[dict[str, Any]]:
    query = {
        "refId": "A",
        "expr": expr,
        "instant": True,
        "range": False,
        "editorMode": "code",
        "datasource": dict(datasource),
    }
    if datasource["type"] == "loki":
        # Loki's own word for instant; without it Grafana asks for a range, which the math below cannot take.
        query["queryType"] = "instant"
    math = {
        "refId": "B",
        "type": "math",
        "expression": "is_number($A) || is_nan($A) || is_inf($A)",
        "datasource": _EXPRESSION,
    }
    threshold = {
        "refId": "C",
        "type": "threshold",
        "expression": "B",
        "conditions": [{"evaluator": {"type": "gt", "params": [0]}}],
        "datasource": _EXPRESSION,
    }
    window = {"from": 600, "to": 0}
    return [
        {"refId": "A", "datasourceUid": datasource["uid"], "relativeTimeRange": window, "model": query},
        {"refId": "B", "datasourceUid": "__expr__", "relativeTimeRange": {"from": 0, "to": 0}, "model": math},
        {"refId": "C", "datasourceUid": "__expr__", "relativeTimeRange": {"from": 0, "to": 0}, "model": threshold},
    ]
