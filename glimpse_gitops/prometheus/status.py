"""The status calls of a Prometheus: targets, rules, retention, the statistics of its head."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..errors import RefusedError
from ..model.duration import parse_duration
from ..model.prometheus_status import HeadStatistics, LoadedRule, Target
from .index import Ask

_NEVER = 1
"""The year of a time that Go has not set."""
_LISTED = 50
DEFAULT_RETENTION = "15d"
"""What Prometheus keeps where nobody says anything."""


def read_targets(ask: Ask) -> tuple[Target, ...]:
    """Every active target."""
    found = _data(ask("api/v1/targets", {"state": "active"}), "activeTargets")
    return tuple(_target(one) for one in found)


def read_rules(ask: Ask) -> tuple[LoadedRule, ...]:
    """Every rule that is loaded, in the order of groups."""
    groups = _data(ask("api/v1/rules", {}), "groups")
    return tuple(
        LoadedRule(
            str(group["name"]),
            str(rule["name"]),
            str(rule.get("query", "")),
            str(rule.get("type", "")),
            str(rule.get("health", "unknown")),
            str(rule.get("lastError") or ""),
        )
        for group in groups
        for rule in group.get("rules") or ()
    )


def read_head(ask: Ask) -> HeadStatistics:
    """The largest metrics and labels in memory."""
    data = ask("api/v1/status/tsdb", {"limit": str(_LISTED)})["data"]
    by_metric = _counts(data.get("seriesCountByMetricName"))
    total = int((data.get("headStats") or {}).get("numSeries") or sum(by_metric.values()))
    return HeadStatistics(total, by_metric, _counts(data.get("labelValueCountByLabelName")))


def read_retention(ask: Ask) -> int:
    """Milliseconds that samples are kept; a limit by size may end them sooner, and is not told."""
    try:
        told = str(ask("api/v1/status/runtimeinfo", {})["data"].get("storageRetention") or "")
    except RefusedError:
        told = str(ask("api/v1/status/flags", {})["data"].get("storage.tsdb.retention.time") or "")
    time = next((part for part in told.split(" or ") if part and not part.endswith("B")), "")
    return parse_duration(time or "0") or parse_duration(DEFAULT_RETENTION)


def _data(body: Any, key: str) -> list[Any]:
    found = body.get("data") if isinstance(body, dict) else None
    listed = found.get(key) if isinstance(found, dict) else None
    return listed if isinstance(listed, list) else []


def _counts(listed: Any) -> dict[str, int]:
    return {str(one["name"]): int(one["value"]) for one in listed or ()}


def _target(found: Any) -> Target:
    labels = found.get("labels") or {}
    return Target(
        str(labels.get("job", "")),
        str(labels.get("instance", "")),
        str(found.get("scrapeUrl", "")),
        str(found.get("health", "unknown")),
        str(found.get("lastError") or ""),
        _time(found.get("lastScrape")),
        float(found.get("lastScrapeDuration") or 0),
        _duration(found.get("scrapeInterval")),
        _duration(found.get("scrapeTimeout")),
    )


def _duration(text: Any) -> int:
    return parse_duration(str(text)) if text else 0


def _time(text: Any) -> datetime | None:
    time = datetime.fromisoformat(str(text)) if text else None
    return None if time is None or time.year == _NEVER else time
