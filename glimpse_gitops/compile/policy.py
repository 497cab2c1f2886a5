"""The notification policy tree."""

from __future__ import annotations

from typing import Any

from ..model.contact_point import ContactPoint
from ..model.matcher import parse_matcher
from ..model.mute_timing import MuteTiming
from ..model.policy import NotificationPolicy, Route
from ..model.project import Definition
from ..model.resource import POLICY_ID, Resource
from ..promql.regex import regex_fault
from .references import routes_of

_TIMINGS = ("group_wait", "group_interval", "repeat_interval")


def compile_policy(definition: Definition[NotificationPolicy]) -> Resource:
    """The whole tree as `PUT /api/v1/provisioning/policies` takes it."""
    policy = definition.value
    spec = _node(policy) | {"receiver": name_of(policy.receiver)}
    return Resource(POLICY_ID, "notification policy", spec, origins={"": definition.origin})


def name_of(referred: ContactPoint | MuteTiming | str) -> str:
    """The name by which Grafana refers to it."""
    return referred if isinstance(referred, str) else referred.name


def matcher_faults(policy: Definition[NotificationPolicy]) -> list[str]:
    """Every matcher whose regular expression Grafana would not compile."""
    return [
        f'{policy.origin}: the route to "{name_of(route.receiver)}" has the matcher {matcher}, '
        f"which is no regular expression: {fault}"
        for route in routes_of(policy.value)
        for matcher in map(parse_matcher, route.matchers)
        if matcher.op in ("=~", "!~") and (fault := regex_fault(matcher.value))
    ]


def _node(node: NotificationPolicy | Route) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if node.group_by:
        keys["group_by"] = list(node.group_by)
    keys.update({name: getattr(node, name) for name in _TIMINGS if getattr(node, name)})
    if node.routes:
        keys["routes"] = [_route(route) for route in node.routes]
    return keys


def _route(route: Route) -> dict[str, Any]:
    matchers = [parse_matcher(matcher) for matcher in route.matchers]
    keys: dict[str, Any] = {"receiver": name_of(route.receiver)}
    if matchers:
        keys["object_matchers"] = [[one.label, one.op, one.value] for one in matchers]
    if route.continue_:
        keys["continue"] = True
    if route.mute:
        keys["mute_time_intervals"] = [name_of(timing) for timing in route.mute]
    if route.active:
        keys["active_time_intervals"] = [name_of(timing) for timing in route.active]
    return keys | _node(route)
