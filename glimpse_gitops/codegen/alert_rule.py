"""Alert rules in Prometheus' words, for those rules that say no more than these can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.rule_group import AlertRule
from .grafana_rule import kept_firing, linked_panel, notification_settings_of
from .references import References

_VALUE = "$values.A.Value"
_NAMED = ("summary", "description", "runbook_url")


def alert_rule_of(rule: Mapping[str, Any], references: References) -> AlertRule | None:
    """The rule by its first query, None where that cannot be one of Prometheus.

    Whether the rest of it is what the compiler makes of such a rule is for the caller to find out.
    """
    nodes = rule.get("data") or [{}]
    expr = (nodes[0].get("model") or {}).get("expr")
    if not isinstance(expr, str) or rule.get("record"):
        return None
    annotations, panel = linked_panel(rule.get("annotations") or {}, references)
    # What the compiler makes of Prometheus' own word, which a rule file needs.
    annotations = {name: text.replace(_VALUE, "$value") for name, text in annotations.items()}
    named: dict[str, Any] = {name: annotations.pop(name) for name in _NAMED if annotations.get(name)}
    try:
        return AlertRule(
            rule["title"],
            expr,
            for_=rule.get("for") or "0s",
            labels=rule.get("labels") or {},
            annotations=annotations,
            keep_firing_for=kept_firing(rule),
            panel=panel,
            uid=rule["uid"],
            paused=True if rule.get("isPaused") else None,
            no_data_state=rule.get("noDataState") or "OK",
            exec_err_state=rule.get("execErrState") or "Error",
            notification_settings=notification_settings_of(rule.get("notification_settings"), references),
            **named,
        )
    except ValueError:
        return None
