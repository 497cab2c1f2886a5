"""What the matchers of a route say together, as far as that is certain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ..model.matcher import Matcher
from ..promql.regex import label_matches, literal_choices
from .subjects import RouteSubject


def matchers_of(subject: RouteSubject) -> list[Matcher]:
    """The route's own matchers; the root has none."""
    return [one for one in getattr(subject.route, "matchers", ()) if isinstance(one, Matcher)]


def implies(given: Iterable[Matcher], wanted: Matcher) -> bool:
    """Whether every alert that meets all of the given matchers certainly meets the wanted one."""
    for one in given:
        if one.label != wanted.label:
            continue
        values = _values(one)
        if one == wanted or (values and all(_meets(wanted, value) is True for value in values)):
            return True
    return False


def exclude_each_other(one: Matcher, other: Matcher) -> bool:
    """Whether certainly no alert meets both."""
    if one.label != other.label:
        return False
    for first, second in ((one, other), (other, one)):
        values = _values(first)
        if values and all(_meets(second, value) is False for value in values):
            return True
    return False


def inherited(subject: RouteSubject, name: Literal["group_wait", "group_interval", "repeat_interval"]) -> str:
    """A timing as the route has it, or the nearest route around it, or Grafana by itself."""
    node: RouteSubject | None = subject
    while node is not None:
        if text := str(getattr(node.route, name)):
            return text
        node = node.parent
    return _DEFAULTS[name]


_DEFAULTS = {"group_wait": "30s", "group_interval": "5m", "repeat_interval": "4h"}


def _values(matcher: Matcher) -> frozenset[str]:
    """All values that meet a matcher, where these can be listed; empty otherwise."""
    if matcher.op == "=":
        return frozenset({matcher.value})
    return (literal_choices(matcher.value) or frozenset()) if matcher.op == "=~" else frozenset()


def _meets(matcher: Matcher, value: str) -> bool | None:
    return None if "\n" in value else label_matches(matcher.op, matcher.value, value)
