"""The notification policy tree with everything inherited filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.matcher import Matcher, parse_matcher

BY_ALL_LABELS = "..."
"""The `group_by` that puts each alert into a group of its own."""


@dataclass(frozen=True)
class Node:
    """One route, the root included."""

    receiver: str
    matchers: tuple[Matcher, ...]
    """All of them must match; none at all match every alert."""
    group_by: tuple[str, ...]
    group_wait: str
    group_interval: str
    repeat_interval: str
    mute: tuple[str, ...]
    active: tuple[str, ...]
    continue_: bool
    routes: tuple[Node, ...]


_DEFAULTS: Mapping[str, Any] = {
    "receiver": "",
    "group_by": (),
    "group_wait": "30s",
    "group_interval": "5m",
    "repeat_interval": "4h",
}
"""What the root has where it says nothing. Routes inherit these from the route around them, and only these."""


def tree_of(spec: Mapping[str, Any]) -> Node:
    """The tree from the spec of the notification policy. Raises ValueError for matchers that are none."""
    return _node(spec, _DEFAULTS)


def matchers_in(node: Node) -> Iterator[Matcher]:
    """Every matcher of the tree."""
    yield from node.matchers
    for route in node.routes:
        yield from matchers_in(route)


def _node(route: Mapping[str, Any], above: Mapping[str, Any]) -> Node:
    own = {key: route.get(key) or above[key] for key in _DEFAULTS}
    return Node(
        **own | {"group_by": tuple(own["group_by"])},
        matchers=tuple(_matchers(route)),
        mute=tuple(route.get("mute_time_intervals") or ()),
        active=tuple(route.get("active_time_intervals") or ()),
        continue_=bool(route.get("continue")),
        routes=tuple(_node(child, own) for child in route.get("routes") or ()),
    )


def _matchers(route: Mapping[str, Any]) -> Iterator[Matcher]:
    """Grafana's triples, and the three older spellings that trees of an imported Alertmanager can hold."""
    for name, op, value in route.get("object_matchers") or ():
        yield Matcher(name, op, value.removeprefix('"').removesuffix('"'))
    for text in route.get("matchers") or ():
        yield parse_matcher(text)
    for key, op in (("match", "="), ("match_re", "=~")):
        for name, value in (route.get(key) or {}).items():
            yield Matcher(name, op, value)
