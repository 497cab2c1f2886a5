"""Rules of any shape, in Grafana's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.duration import format_duration
from ..model.grafana_rule import GrafanaRule, RuleQuery
from ..model.notification_settings import NotificationSettings
from .references import References

_MODEL_DEFAULTS = {"intervalMs": 1000, "maxDataPoints": 43200}
"""What Grafana adds to every query."""

_FIRST = ("type", "expr", "expression")

LINK = ("__dashboardUid__", "__panelId__")
_PASSED = {
    "uid": "uid",
    "labels": "labels",
    "noDataState": "no_data_state",
    "execErrState": "exec_err_state",
    "missingSeriesEvalsToResolve": "missing_series_evals_to_resolve",
}
"""Key of the API → field."""


def grafana_rule_of(rule: Mapping[str, Any], references: References) -> GrafanaRule:
    """A rule as it is; the uid is always written."""
    record = rule.get("record") or {}
    annotations, panel = linked_panel(rule.get("annotations") or {}, references)
    given = {field: rule[key] for key, field in _PASSED.items() if rule.get(key)}
    given["keep_firing_for"] = kept_firing(rule)
    return GrafanaRule(
        rule["title"],
        queries=[_query(node, references) for node in rule["data"]],
        condition=record.get("from") or rule.get("condition") or "",
        for_=rule.get("for") or "0s",
        annotations=annotations,
        panel=panel,
        paused=True if rule.get("isPaused") else None,
        notification_settings=notification_settings_of(rule.get("notification_settings"), references),
        record=record.get("metric") or "",
        record_to=references.datasource(record["target_datasource_uid"], "")
        if record.get("target_datasource_uid")
        else None,
        **given,
    )


def kept_firing(rule: Mapping[str, Any]) -> str:
    """How long it keeps firing, empty for not at all."""
    text = str(rule.get("keep_firing_for") or "")
    return "" if text in ("0", "0s") else text


def linked_panel(annotations: Mapping[str, str], references: References) -> tuple[dict[str, str], str | None]:
    """The annotations, and the panel that they link to where the project has it: `uid/title`."""
    panel = references.panels.get((annotations.get(LINK[0], ""), annotations.get(LINK[1], "")))
    if panel is None:
        return dict(annotations), None
    return {name: text for name, text in annotations.items() if name not in LINK}, panel


def notification_settings_of(given: Mapping[str, Any] | None, references: References) -> NotificationSettings | None:
    """Where a rule notifies by itself; None where that is left to the policy tree."""
    if not given:
        return None
    return NotificationSettings(
        references.contact_point(given["receiver"]),
        group_by=tuple(given.get("group_by") or ()),
        group_wait=given.get("group_wait") or "",
        group_interval=given.get("group_interval") or "",
        repeat_interval=given.get("repeat_interval") or "",
        mute=tuple(map(references.mute_timing, given.get("mute_time_intervals") or ())),
        active=tuple(map(references.mute_timing, given.get("active_time_intervals") or ())),
    )


def _leading(item: tuple[str, Any]) -> tuple[int, str]:
    """What an expression or a query is comes first."""
    return (_FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST)), item[0]


def _query(node: Mapping[str, Any], references: References) -> RuleQuery:
    model, uid, ref_id = dict(node.get("model") or {}), str(node.get("datasourceUid") or ""), str(node["refId"])
    named = model.get("datasource")
    kind = str(named.get("type") or "") if isinstance(named, Mapping) else ""
    source = None if uid == "__expr__" else references.datasource(uid, kind)
    reference = {"type": "__expr__", "uid": "__expr__"} if source is None else source.reference
    added = {"refId": ref_id, "datasource": reference}
    kept = {
        key: value
        for key, value in sorted(model.items(), key=_leading)
        if value is not None and added.get(key) != value and _MODEL_DEFAULTS.get(key) != value
    }
    window = node.get("relativeTimeRange") or {}
    looks_back = format_duration(int(window.get("from") or 0) * 1000)
    return RuleQuery(
        ref_id,
        kept | {key: None for key in added if key not in model},
        source,
        from_="" if looks_back == ("0s" if source is None else "10m") else looks_back,
        to=format_duration(int(window.get("to") or 0) * 1000),
        query_type=str(node.get("queryType") or ""),
    )
