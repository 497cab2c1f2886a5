"""One canonical form a kind, so that what means the same compares equal.

Grafana adds defaults, sorts matchers, respells durations and leaves out what is empty; `grafana-api` facts per kind
stand at each function. Normalised specs are for comparing and hashing only, never for writing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from ..model.calendar_range import MONTHS
from ..model.duration import parse_duration
from ..model.resource import ResourceKind

REDACTED = "[REDACTED]"

Spec = Mapping[str, Any]

_RULE_DURATIONS = ("for", "keep_firing_for")
_ROUTE_DURATIONS = ("group_wait", "group_interval", "repeat_interval")
_RULE_NOISE = ("id", "orgID", "updated", "provenance", "folderUID", "ruleGroup")
_MODEL_DEFAULTS = {"intervalMs": 1000, "maxDataPoints": 43200}


def normalise(kind: ResourceKind, spec: Spec) -> dict[str, Any]:
    """The canonical form of `spec`."""
    return _FORMS[kind](spec)


def spec_hash(kind: ResourceKind, spec: Spec) -> str:
    """16 hex digits of the canonical form: equal for specs that mean the same."""
    text = json.dumps(normalise(kind, spec), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def without_empty(value: Any) -> Any:
    """`value` without nulls, empty strings, lists and objects in its objects: Grafana leaves them out, or adds them."""
    if isinstance(value, Mapping):
        pruned = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in pruned.items() if item not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [without_empty(item) for item in value]
    return value


def _folder(spec: Spec) -> dict[str, Any]:
    return {key: spec.get(key) or "" for key in ("title", "parentUid", "description")}


def _datasource(spec: Spec) -> dict[str, Any]:
    kept = {key: value for key, value in spec.items() if key not in ("isDefault", "basicAuth", "withCredentials")}
    # The first data source of an organisation becomes the default whatever is asked: only a wish for it counts.
    flags = {key: True for key in ("isDefault", "basicAuth", "withCredentials") if spec.get(key)}
    return without_empty(kept) | flags  # type: ignore[no-any-return]


def _template(spec: Spec) -> dict[str, Any]:
    return {"template": str(spec.get("template", "")).strip()}


def _mute_timing(spec: Spec) -> dict[str, Any]:
    intervals = []
    for interval in spec.get("time_intervals") or []:
        kept = without_empty(interval)
        if kept.get("location") == "UTC":
            # What Alertmanager reads where none is given.
            del kept["location"]
        if "months" in kept:
            kept["months"] = [_month_range(text) for text in kept["months"]]
        intervals.append(kept)
    return {"time_intervals": intervals}


def _month_range(text: str) -> str:
    """`january:march` → `1:3`, the way Grafana gives it back."""
    numbers = [str(MONTHS.index(part) + 1) if part in MONTHS else part for part in text.lower().split(":")]
    return ":".join(numbers)


def _contact_point(spec: Spec) -> dict[str, Any]:
    return {
        "integrations": [
            {
                "uid": one["uid"],
                "type": one["type"],
                "disableResolveMessage": bool(one.get("disableResolveMessage")),
                "settings": _without_false(without_empty(one.get("settings") or {})),
            }
            for one in sorted(spec.get("integrations") or [], key=lambda one: str(one["uid"]))
        ]
    }


def _without_false(settings: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in settings.items() if value is not False and value != 0}


def _policy(spec: Spec) -> dict[str, Any]:
    return _route({key: value for key, value in spec.items() if key not in ("provenance", "version", "name")}, "")


def _route(route: Spec, inherited: str) -> dict[str, Any]:
    """A route with its receiver, which one that names none has from the route above it."""
    kept = {key: value for key, value in route.items() if key not in ("routes", "object_matchers", "continue")}
    canonical: dict[str, Any] = {"receiver": inherited} | without_empty(kept)
    _in_milliseconds(canonical, _ROUTE_DURATIONS)
    if matchers := route.get("object_matchers"):
        # The server gives matchers back sorted and without the quotes that surround a value.
        canonical["object_matchers"] = sorted([name, op, _unquoted(value)] for name, op, value in matchers)
    if route.get("continue"):
        canonical["continue"] = True
    if route.get("routes"):
        canonical["routes"] = [_route(child, canonical["receiver"]) for child in route["routes"]]
    return canonical


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def _rule_group(spec: Spec) -> dict[str, Any]:
    return {
        "title": spec["title"],
        "folderUid": spec["folderUid"],
        "interval": spec.get("interval"),
        "rules": [_rule(rule) for rule in spec.get("rules") or []],
    }


def _rule(rule: Spec) -> dict[str, Any]:
    canonical: dict[str, Any] = without_empty(
        {key: value for key, value in rule.items() if key not in (*_RULE_NOISE, "data")}
    )
    _in_milliseconds(canonical, _RULE_DURATIONS)
    for key in _RULE_DURATIONS:
        if canonical.get(key) == 0:
            del canonical[key]
    canonical["data"] = [_node(node) for node in rule.get("data") or []]
    return canonical


def _node(node: Spec) -> dict[str, Any]:
    model = {
        key: value
        for key, value in (node.get("model") or {}).items()
        if _MODEL_DEFAULTS.get(key) != value and value is not None
    }
    canonical = {key: node[key] for key in ("refId", "datasourceUid") if key in node}
    window = node.get("relativeTimeRange") or {}
    return canonical | {"relativeTimeRange": {"from": window.get("from", 0), "to": window.get("to", 0)}, "model": model}


def _in_milliseconds(values: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        text = values.get(name)
        if isinstance(text, str):
            try:
                values[name] = parse_duration(text)
            except ValueError:
                # Not a duration: compared as the text that it is.
                continue


def _dashboard(spec: Spec) -> dict[str, Any]:
    dashboard = {key: value for key, value in spec["dashboard"].items() if key not in ("id", "version", "uid")}
    return {"folderUid": spec.get("folderUid") or "", "dashboard": _without_null(dashboard)}


def _without_null(value: Any) -> Any:
    # By class first: asking what is a Mapping of each of a dashboard's thousand values takes most of the time.
    kind = value.__class__
    if kind is str or kind is int or kind is bool:
        return value
    if kind is float:
        return int(value) if value.is_integer() else value
    if kind is dict or isinstance(value, Mapping):
        return {
            key: item if item.__class__ is str else _without_null(item)
            for key, item in value.items()
            # The UI notes at each save which version of a plugin drew a panel: that is no change of anybody's.
            if item is not None and key != "pluginVersion"
        }
    return [_without_null(item) for item in value] if isinstance(value, list | tuple) else value


_FORMS: Mapping[ResourceKind, Callable[[Spec], dict[str, Any]]] = {
    ResourceKind.FOLDER: _folder,
    ResourceKind.DATASOURCE: _datasource,
    ResourceKind.TEMPLATE: _template,
    ResourceKind.MUTE_TIMING: _mute_timing,
    ResourceKind.CONTACT_POINT: _contact_point,
    ResourceKind.POLICY: _policy,
    ResourceKind.RULE_GROUP: _rule_group,
    ResourceKind.DASHBOARD: _dashboard,
}
