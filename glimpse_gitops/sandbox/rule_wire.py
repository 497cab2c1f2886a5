"""Alert rules on the wire of the provisioning endpoints: read from bodies, and shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .answer import bad_request
from .durations import canonical
from .shape import fields, is_a, string_map, strings
from .store import Document
from .versions import GrafanaVersion

_ZERO_TIME = "0001-01-01T00:00:00Z"
_QUERY_KEYS = ("refId", "queryType", "relativeTimeRange", "datasourceUid", "model")
DEFAULT_INTERVAL_MS = 1000
DEFAULT_MAX_POINTS = 43200


def read_rule(body: Any, version: GrafanaVersion) -> Document:
    """A rule as the server's decoder reads it, unknown fields dropped."""
    body = {} if body is None else body
    rule = fields(
        body,
        id=int,
        uid=str,
        orgID=int,
        folderUID=str,
        ruleGroup=str,
        title=str,
        condition=str,
        noDataState=str,
        execErrState=str,
        provenance=str,
        isPaused=bool,
        missingSeriesEvalsToResolve=object,
    )
    rule["data"] = _read_queries(body.get("data"))
    rule["for"] = canonical(body["for"]) if body.get("for") is not None else "0s"
    rule["annotations"] = string_map(body.get("annotations")) or {}
    rule["labels"] = string_map(body.get("labels")) or {}
    rule["notification_settings"] = _read_settings(body.get("notification_settings"), version)
    rule["record"] = _read_record(body.get("record"))
    rule["keep_firing_for"] = "0s"
    evaluations = rule["missingSeriesEvalsToResolve"]
    if not version.rule_keeps_firing:
        rule["missingSeriesEvalsToResolve"] = None
        return rule
    if evaluations is not None and not is_a(evaluations, int):
        raise bad_request()
    if body.get("keep_firing_for") is not None:
        rule["keep_firing_for"] = canonical(body["keep_firing_for"])
    return rule


def _read_queries(value: Any) -> list[Document] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise bad_request()
    queries = []
    for item in value:
        query = fields(item, refId=str, queryType=str, relativeTimeRange=dict, datasourceUid=str)
        span = fields(query["relativeTimeRange"] or {}, **{"from": int, "to": int})
        queries.append({**query, "relativeTimeRange": span, "model": item.get("model"), "has_model": "model" in item})
    return queries


def _read_settings(value: Any, version: GrafanaVersion) -> Document | None:
    if value is None:
        return None
    settings: Document = fields(value, receiver=str)
    readers: tuple[tuple[str, Callable[[Any], Any]], ...] = (
        ("group_by", strings),
        ("group_wait", canonical),
        ("group_interval", canonical),
        ("repeat_interval", canonical),
        ("mute_time_intervals", strings),
        ("active_time_intervals", strings),
    )
    for key, read in readers:
        if value.get(key) is None or (key == "active_time_intervals" and not version.rule_keeps_firing):
            continue
        found = read(value[key])
        if found:
            settings[key] = found
    return settings


def _read_record(value: Any) -> Document | None:
    if value is None:
        return None
    record = fields(value, metric=str, target_datasource_uid=str, **{"from": str})
    if not record["target_datasource_uid"]:
        del record["target_datasource_uid"]
    return record


def stored_queries(queries: list[Document]) -> list[Document]:
    """Queries with the defaults that the server adds to their models when it stores them."""
    stored = []
    for query in queries:
        model = query["model"] if isinstance(query["model"], dict) else {}
        defaults = {
            "intervalMs": DEFAULT_INTERVAL_MS,
            "maxDataPoints": DEFAULT_MAX_POINTS,
            "refId": query["refId"],
        }
        kept = {key: value for key, value in model.items() if not (key in defaults and value in (None, 0, ""))}
        merged = _sorted({**defaults, **kept})
        kind = model.get("queryType")
        shown = {key: query[key] for key in _QUERY_KEYS}
        stored.append({**shown, "queryType": kind if isinstance(kind, str) else query["queryType"], "model": merged})
    return stored


def _sorted(value: Any) -> Any:
    """With the keys of every object in order, as the server's encoder leaves them."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def show_rule(rule: Document, version: GrafanaVersion, with_provenance: bool = True) -> dict[str, Any]:
    """A rule as the endpoints answer it; empty maps and provenance are left out."""
    shown = {
        key: rule[key]
        for key in (
            "id",
            "uid",
            "orgID",
            "folderUID",
            "ruleGroup",
            "title",
            "condition",
            "noDataState",
            "execErrState",
            "for",
            "isPaused",
            "notification_settings",
            "record",
        )
    }
    shown["data"] = rule["data"] and [{key: query[key] for key in _QUERY_KEYS} for query in rule["data"]]
    shown["updated"] = rule.get("updated", _ZERO_TIME)
    for key in ("annotations", "labels"):
        if rule[key]:
            shown[key] = rule[key]
    if with_provenance and rule["provenance"]:
        shown["provenance"] = rule["provenance"]
    if version.rule_keeps_firing:
        shown["keep_firing_for"] = rule["keep_firing_for"]
        if rule["missingSeriesEvalsToResolve"] is not None:
            shown["missingSeriesEvalsToResolve"] = rule["missingSeriesEvalsToResolve"]
    return shown
