"""The notification policy tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.matcher import Matcher
from ..model.policy import NotificationPolicy, Route
from ..model.resource import Resource
from .references import References

_TIMINGS = ("group_wait", "group_interval", "repeat_interval")


def policy_of(live: Resource, references: References) -> NotificationPolicy:
    """The whole tree."""
    root = live.spec
    return NotificationPolicy(
        references.contact_point(root["receiver"]),
        routes=_routes(root, str(root["receiver"]), references),
        group_by=tuple(root.get("group_by") or ()),
        **{name: root.get(name) or "" for name in _TIMINGS},
    )


def _routes(node: Mapping[str, Any], receiver: str, references: References) -> tuple[Route, ...]:
    return tuple(_route(one, receiver, references) for one in node.get("routes") or ())


def _route(route: Mapping[str, Any], inherited: str, references: References) -> Route:
    """A route; what names no receiver has that of the route above it."""
    receiver = str(route.get("receiver") or inherited)
    return Route(
        references.contact_point(receiver),
        # In the server's order, which is no other meaning than the author's.
        tuple(Matcher(*one) for one in sorted(map(tuple, route.get("object_matchers") or ()))),
        routes=_routes(route, receiver, references),
        continue_=bool(route.get("continue")),
        group_by=tuple(route.get("group_by") or ()),
        mute=tuple(map(references.mute_timing, route.get("mute_time_intervals") or ())),
        active=tuple(map(references.mute_timing, route.get("active_time_intervals") or ())),
        **{name: route.get(name) or "" for name in _TIMINGS},
    )
