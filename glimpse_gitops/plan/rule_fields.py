"""Which fields of a rule an apply changes, as Grafana stores it.

The canonical form of `normalise` is too forgiving here: a key of a query that is null or false means nothing to
people, and changes Grafana's fingerprint of the rule all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.duration import parse_duration
from .normalise import without_empty
from .reset_table import ANNOTATIONS

Rule = Mapping[str, Any]

PAUSE = "isPaused"
_LINK = ("__dashboardUid__", "__panelId__")
_DURATIONS = ("for", "keep_firing_for")
_SERVER_SIDE = ("uid", "id", "orgID", "updated", "provenance", "folderUID", "ruleGroup")
_DEFAULTS = {"intervalMs": 1000, "maxDataPoints": 43200}
"""What Grafana puts into the model of a query that lacks it, or has 0."""


def edited_fields(before: Rule, after: Rule) -> tuple[str, ...]:
    """What differs, in the words of a plan: `expr`, `query A`, `labels`, `dashboard link`, `annotations`."""
    old, new = _stored(before), _stored(after)
    if PAUSE not in after:
        # Whether a rule is paused is left to Grafana unless the code says so.
        new[PAUSE] = old[PAUSE]
    return tuple(key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key))


def _stored(rule: Rule) -> dict[str, Any]:
    annotations = dict(rule.get("annotations") or {})
    link = [str(annotations.pop(key, "")) for key in _LINK]
    fields: dict[str, Any] = {}
    for node in rule.get("data") or ():
        fields |= _node(node)
    for key in _DURATIONS:
        fields[key] = _milliseconds(rule.get(key))
    rest = {key: value for key, value in rule.items() if key not in (*_SERVER_SIDE, *_DURATIONS, "data", PAUSE)}
    fields |= without_empty(rest)
    return fields | {ANNOTATIONS: annotations, "dashboard link": link, PAUSE: bool(rule.get(PAUSE))}


def _node(node: Mapping[str, Any]) -> dict[str, Any]:
    """A query as two fields: its expression, and the rest. Nodes may stand in any order."""
    ref_id = node.get("refId", "")
    model = dict(node.get("model") or {}) | {"refId": ref_id}
    for key, default in _DEFAULTS.items():
        model[key] = model.get(key) or default
    window = node.get("relativeTimeRange") or {}
    expr = "expr" if ref_id == "A" else f"expr of {ref_id}"
    rest = {
        "datasource": node.get("datasourceUid"),
        "queryType": model.get("queryType") or node.get("queryType") or "",
        "window": (window.get("from", 0), window.get("to", 0)),
        "model": {key: value for key, value in model.items() if key != "expr"},
    }
    return {expr: model.get("expr"), f"query {ref_id}": rest}


def _milliseconds(text: Any) -> Any:
    try:
        return parse_duration(text) if text else 0
    except ValueError:
        # Not a duration: compared as the text that it is.
        return text
