"""Which contact points get an alert of given labels, as Alertmanager's dispatcher decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model.matcher import Matcher
from ..promql.regex import label_matches
from .tree import BY_ALL_LABELS, Node

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Destination:
    """One contact point that gets the alert, and how."""

    receiver: str
    path: tuple[tuple[Matcher, ...], ...]
    """The matchers of each route on the way, from the outermost inwards; empty for the root, the default."""
    group_by: tuple[str, ...]
    """The labels that make a group; all of the alert's where the route groups by `...`."""
    group_wait: str
    group_interval: str
    repeat_interval: str
    mute: tuple[str, ...] = ()
    """Names of the timings during which it is held back."""
    active: tuple[str, ...] = ()
    """Names of the timings outside of which it is held back; none means never."""

    @property
    def is_default(self) -> bool:
        """Whether no route took the alert, so that it falls to the root."""
        return not self.path


class _Unknown(Exception):  # noqa: N818  (it never leaves this module)
    """Whether a route takes the alert cannot be told."""


def routes_for(tree: Node, labels: Labels) -> tuple[Destination, ...] | None:
    """Where an alert goes, in the order of the routes; a label that it lacks counts as empty.

    Empty where the root itself has matchers that do not match, which Grafana 11.6 lets people write. None where it
    cannot be told: a regular expression is invalid or huge, or meets a value with a line break, where Alertmanager's
    `.` stops and Prometheus' does not.
    """
    try:
        return tuple(_at(node, path, labels) for node, path in _matching(tree, labels, ()))
    except _Unknown:
        return None


def _matching(
    node: Node, labels: Labels, path: tuple[tuple[Matcher, ...], ...]
) -> Iterator[tuple[Node, tuple[tuple[Matcher, ...], ...]]]:
    if not _takes(node, labels):
        return
    taken = False
    for route in node.routes:
        deeper = list(_matching(route, labels, (*path, route.matchers)))
        yield from deeper
        taken = taken or bool(deeper)
        if deeper and not route.continue_:
            break
    if not taken:
        yield node, path


def _takes(node: Node, labels: Labels) -> bool:
    results = [_matches(matcher, labels.get(matcher.label, "")) for matcher in node.matchers]
    if False in results:
        return False
    if None in results:
        raise _Unknown
    return True


def _matches(matcher: Matcher, value: str) -> bool | None:
    if "\n" in value and matcher.op in ("=~", "!~"):
        return None
    return label_matches(matcher.op, matcher.value, value)


def _at(node: Node, path: tuple[tuple[Matcher, ...], ...], labels: Labels) -> Destination:
    by = tuple(sorted(labels)) if BY_ALL_LABELS in node.group_by else node.group_by
    return Destination(
        node.receiver,
        path,
        by,
        node.group_wait,
        node.group_interval,
        node.repeat_interval,
        node.mute,
        node.active,
    )
