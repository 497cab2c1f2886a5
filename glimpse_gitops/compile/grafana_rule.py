"""Rules in Grafana's own words: nearly what the API takes already."""

from __future__ import annotations

from typing import Any

from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.duration import format_duration, parse_duration
from ..model.grafana_rule import GrafanaRule, RuleQuery
from ..model.label import as_labels
from ..model.mute_timing import MuteTiming
from ..model.notification_settings import NotificationSettings
from .target import Target

EXPRESSION = Datasource("__expr__", "__expr__", managed=False)
"""What expressions name as their data source: Grafana itself."""


def compile_grafana_rule(rule: GrafanaRule, uid: str, panel: tuple[str, int] | None, target: Target) -> dict[str, Any]:
    """The rule as an item of `PUT …/rule-groups/…`."""
    annotations = dict(rule.annotations)
    if panel is not None:
        annotations |= {"__dashboardUid__": panel[0], "__panelId__": str(panel[1])}
    compiled: dict[str, Any] = {
        "uid": uid,
        "title": rule.name,
        "data": [_node(query) for query in rule.queries],
        "labels": as_labels(rule.labels),
        "annotations": annotations,
    }
    if rule.paused is not None:
        compiled["isPaused"] = rule.paused
    if rule.record:
        return compiled | {"record": _record(rule)}
    compiled |= {
        "condition": rule.condition,
        "noDataState": rule.no_data_state,
        "execErrState": rule.exec_err_state,
        "for": format_duration(parse_duration(rule.for_)),
    }
    if rule.notification_settings is not None:
        compiled["notification_settings"] = compile_notification_settings(rule.notification_settings, target)
    if target.knows_keep_firing_for:
        compiled["keep_firing_for"] = format_duration(parse_duration(rule.keep_firing_for or "0s"))
        if rule.missing_series_evals_to_resolve is not None:
            compiled["missingSeriesEvalsToResolve"] = rule.missing_series_evals_to_resolve
    return compiled


def compile_notification_settings(settings: NotificationSettings, target: Target) -> dict[str, Any]:
    """`notification_settings` of a rule; what is empty is left out."""
    keys: dict[str, Any] = {
        "receiver": _name(settings.receiver),
        "group_by": list(settings.group_by),
        "group_wait": settings.group_wait,
        "group_interval": settings.group_interval,
        "repeat_interval": settings.repeat_interval,
        "mute_time_intervals": [_name(timing) for timing in settings.mute],
    }
    if target.knows_active_timings_of_rules:
        keys["active_time_intervals"] = [_name(timing) for timing in settings.active]
    return {key: value for key, value in keys.items() if value}


def _name(referred: ContactPoint | MuteTiming | str) -> str:
    return referred if isinstance(referred, str) else referred.name


def _record(rule: GrafanaRule) -> dict[str, Any]:
    keys = {"metric": rule.record, "from": rule.condition}
    return keys | ({"target_datasource_uid": rule.record_to.uid} if rule.record_to else {})


def _node(query: RuleQuery) -> dict[str, Any]:
    source = query.datasource or EXPRESSION
    looks_back = query.from_ or ("10m" if query.datasource else "0s")
    model = {"refId": query.ref_id, "datasource": source.reference, **query.model}
    node: dict[str, Any] = {
        "refId": query.ref_id,
        "datasourceUid": source.uid,
        "relativeTimeRange": {"from": parse_duration(looks_back) // 1000, "to": parse_duration(query.to) // 1000},
        "model": {key: value for key, value in model.items() if value is not None},
    }
    return node | ({"queryType": query.query_type} if query.query_type else {})
