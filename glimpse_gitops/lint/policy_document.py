"""Notification policies read from Grafana's JSON, in any of the spellings that it takes for matchers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document
from ..model.duration import parse_duration
from ..model.matcher import Matcher, parse_matcher
from ..model.policy import NotificationPolicy, Route
from ..promql.regex import regex_fault
from .json_lists import mapping
from .site import text_of

_TIMINGS = ("group_wait", "group_interval", "repeat_interval")
_BELOW_ROOT = ("matchers", "object_matchers", "match", "match_re", "continue", "mute_time_intervals")
"""What Grafana refuses at the root, or leaves out there: which of the two depends on its version."""
_DEEPEST = 40
_OBJECT_MATCHER = 3
"""Label, operator, value."""


class PolicyReader:
    """Reads the policy trees of one document; `broken` is what Grafana would refuse."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.broken: list[BrokenPart] = []

    def policy(self, json: Mapping[str, Any], pointer: str) -> NotificationPolicy:
        """The tree at the pointer. What is broken in it is left out."""
        receiver = text_of(json.get("receiver"))
        if not receiver:
            self.fault("the notification policy names no receiver", pointer)
        for key in _BELOW_ROOT:
            if json.get(key):
                said = f"the root of the notification policy takes every alert: {key} belongs to a route"
                self.fault(said, f"{pointer}/{key}")
        shared = self.shared(json, pointer)
        return NotificationPolicy(receiver, routes=self.routes(json, pointer, receiver), **shared)

    def routes(self, json: Mapping[str, Any], pointer: str, receiver: str) -> list[Route]:
        """The routes below; one without a receiver has that of its parent."""
        found: list[Route] = []
        listed = json.get("routes")
        if listed and pointer.count("/routes/") >= _DEEPEST:
            self.fault(f"routes nest more than {_DEEPEST} levels deep", pointer)
            return found
        for index, route in enumerate(listed if isinstance(listed, list) else ()):
            below = f"{pointer}/routes/{index}"
            if not isinstance(route, Mapping):
                self.fault("a route must be a mapping", below)
                route = {}
            own = text_of(route.get("receiver")) or receiver
            found.append(
                Route(
                    own,
                    list(self.matchers(route, below)),
                    self.routes(route, below, own),
                    continue_=route.get("continue") is True,
                    mute=_names(route.get("mute_time_intervals")),
                    active=_names(route.get("active_time_intervals")),
                    **self.shared(route, below),
                )
            )
        return found

    def shared(self, json: Mapping[str, Any], pointer: str) -> dict[str, Any]:
        """What the root and its routes have both."""
        found: dict[str, Any] = {}
        for name in _TIMINGS:
            text = text_of(json.get(name))
            try:
                if text and parse_duration(text) == 0 and name == "group_interval":
                    raise ValueError("it must be longer than 0s")
                if text:
                    found[name] = text
            except ValueError as error:
                self.fault(f"{name}: {error}", f"{pointer}/{name}")
        group_by = _names(json.get("group_by"))
        for label in sorted({one for one in group_by if group_by.count(one) > 1}):
            self.fault(f'group_by: "{label}" is there twice', f"{pointer}/group_by")
        if "..." in group_by and len(group_by) > 1:
            self.fault('group_by: "..." groups by all labels and stands alone', f"{pointer}/group_by")
            group_by = ["..."]
        return found | {"group_by": group_by}

    def matchers(self, json: Mapping[str, Any], pointer: str) -> Iterator[Matcher]:
        """The matchers of a route."""
        listed = json.get("object_matchers")
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            parts = [str(part) for part in one] if isinstance(one, list) else []
            try:
                if len(parts) != _OBJECT_MATCHER:
                    raise ValueError("a matcher is a list of label, operator and value")
                yield _compiled(Matcher(*parts))
            except ValueError as error:
                self.fault(str(error), f"{pointer}/object_matchers/{index}")
        texts = json.get("matchers")
        for index, text in enumerate(texts if isinstance(texts, list) else ()):
            try:
                yield _compiled(parse_matcher(text_of(text)))
            except ValueError as error:
                self.fault(str(error), f"{pointer}/matchers/{index}")
        for key, op in (("match", "="), ("match_re", "=~")):
            for label, value in mapping(json.get(key)).items():
                yield Matcher(str(label), op, str(value))

    def fault(self, message: str, pointer: str) -> None:
        """Note what Grafana would refuse."""
        self.broken.append(BrokenPart("rule", message, self.document.origin(pointer), "notification policy"))


def _compiled(matcher: Matcher) -> Matcher:
    """The matcher; raises ValueError where its pattern is none."""
    fault = regex_fault(matcher.value) if matcher.op in ("=~", "!~") else None
    if fault:
        raise ValueError(f'matcher of "{matcher.label}": the pattern is broken: {fault}')
    return matcher


def _names(listed: Any) -> list[str]:
    return [one for one in listed if isinstance(one, str) and one] if isinstance(listed, list) else []
