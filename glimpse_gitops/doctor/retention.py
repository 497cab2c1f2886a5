"""Whether data is kept as long as declared."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.diagnosis import Diagnosis, Problem
from ..model.duration import format_duration, parse_duration
from .observations import Missed, Observations, Server, not_checked

_PATHS: Mapping[str, str] = {
    "prometheus": "/api/v1/status/runtimeinfo",
    "loki": "/config",
    "tempo": "/status/config",
}
_SETTINGS: Mapping[str, str] = {
    "prometheus": "start it with --storage.tsdb.retention.time={}",
    "loki": "set limits_config.retention_period to {} and compactor.retention_enabled to true",
    "tempo": "set compactor.compaction.block_retention to {}",
}


def prometheus_retention(seen: Observations) -> Diagnosis:
    """How long Prometheus keeps metrics, against the project's MonitoringStack."""
    return _of(seen, seen.prometheus)


def loki_retention(seen: Observations) -> Diagnosis:
    """How long Loki keeps logs, against the project's MonitoringStack."""
    return _of(seen, seen.loki)


def tempo_retention(seen: Observations) -> Diagnosis:
    """How long Tempo keeps traces, against the project's MonitoringStack."""
    return _of(seen, seen.tempo)


def _of(seen: Observations, server: Server) -> Diagnosis:
    where = f"{server.url}{_PATHS[server.name]}"
    found = seen.retentions[server.name]
    if isinstance(found, Missed):
        return not_checked(where, found)
    stacks = seen.declared.project.stacks
    if not stacks:
        return not_checked(where, Missed("the project declares no MonitoringStack", "declare one in stack/"))
    stack = stacks[0].value
    declared = {"prometheus": stack.prometheus, "loki": stack.loki, "tempo": stack.tempo}[server.name].retention
    wanted = parse_duration(declared)
    kept = f"it keeps {_days(found)}, declared are {_days(wanted)}"
    next = _SETTINGS[server.name].format(declared)
    if found and found < wanted:
        return Diagnosis(where, kept, (Problem(f"retention of {server.product} is too short: {kept}", next),))
    if found != wanted:
        longer = Problem(f"{server.product} keeps data longer than declared: {kept}", next, serious=False)
        return Diagnosis(where, kept, (longer,))
    return Diagnosis(where, f"{_days(found)}, as declared")


def _days(milliseconds: int) -> str:
    days = milliseconds / parse_duration("1d")
    if not milliseconds:
        return "everything"
    if days == 1:
        return "1 day"
    return f"{days:g} days" if days == round(days) else format_duration(milliseconds)
