"""A rule group in the form of the ruler's API, which takes it from accounts that may edit no more than a folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

RULER = "/ruler/grafana/api/v1/rules"


def ruler_body(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The group of `spec`, which is in the form of a group PUT, every rule with its `isPaused`.

    What is left out of a rule that is there stays as it is (measured), so each key is sent: `0s` and 0 are none.
    """
    return {
        "name": spec["title"],
        "interval": f"{spec['interval']}s",
        "rules": [_rule(rule) for rule in spec["rules"]],
    }


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    stored = {
        "uid": rule["uid"],
        "title": rule["title"],
        "condition": rule.get("condition", ""),
        "data": rule["data"],
        "no_data_state": rule.get("noDataState", ""),
        "exec_err_state": rule.get("execErrState", ""),
        "is_paused": rule["isPaused"],
        "missing_series_evals_to_resolve": rule.get("missingSeriesEvalsToResolve") or 0,
    }
    optional = {key: rule.get(key) for key in ("notification_settings", "record")}
    return {
        "for": rule.get("for") or "0s",
        "keep_firing_for": rule.get("keep_firing_for") or "0s",
        "labels": rule.get("labels") or {},
        "annotations": rule.get("annotations") or {},
        "grafana_alert": stored | {key: value for key, value in optional.items() if value},
    }
