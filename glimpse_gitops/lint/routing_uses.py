"""What of alerting's other half is in use: contact points and mute timings, by name."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.policy import Route
from .json_lists import mapping
from .subjects import AlertRuleSubject, ProjectSubject, RouteSubject


def receivers_used(project: ProjectSubject) -> frozenset[str]:
    """The contact points that routes or rules name."""
    found = {one.passage.value for one in project.of(RouteSubject)}
    for alert in project.of(AlertRuleSubject):
        if alert.rule.notification_settings is not None:
            found.add(_name(alert.rule.notification_settings.receiver))
        found.add(str(mapping(alert.json.get("notification_settings")).get("receiver")))
    return frozenset(found)


def timings_used(project: ProjectSubject) -> frozenset[str]:
    """The mute timings that routes or rules name."""
    found: set[str] = set()
    for one in project.of(RouteSubject):
        if isinstance(one.route, Route):
            found |= _names([*one.route.mute, *one.route.active])
    for alert in project.of(AlertRuleSubject):
        if alert.rule.notification_settings is not None:
            found |= _names([*alert.rule.notification_settings.mute, *alert.rule.notification_settings.active])
        settings = mapping(alert.json.get("notification_settings"))
        for key in ("mute_time_intervals", "active_time_intervals"):
            listed = settings.get(key)
            found |= set(map(str, listed if isinstance(listed, list | tuple) else ()))
    return frozenset(found)


def _names(given: Iterable[object]) -> set[str]:
    return {_name(one) for one in given}


def _name(given: object) -> str:
    return given if isinstance(given, str) else str(getattr(given, "name", ""))
