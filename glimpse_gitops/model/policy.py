"""The notification policy tree: which alert goes to which contact point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .contact_point import ContactPoint
from .duration import parse_duration
from .label import LabelValue
from .matcher import Matcher, parse_matcher
from .mute_timing import MuteTiming
from .sequence import as_tuple


@dataclass(frozen=True, eq=False)
class Route:
    """One route: alerts that all `matchers` match go to `receiver`, unless a nested route matches too.

    `receiver` and `mute` take the objects or their names; what somebody else keeps is `ContactPoint.existing("…")`.
    Timings left empty are inherited.
    """

    receiver: ContactPoint | str
    matchers: Sequence[str | LabelValue | Matcher] = ()
    routes: Sequence[Route] = ()
    continue_: bool = False
    group_by: Sequence[str] = ()
    group_wait: str = ""
    group_interval: str = ""
    repeat_interval: str = ""
    mute: Sequence[MuteTiming | str] = ()
    active: Sequence[MuteTiming | str] = ()

    def __post_init__(self) -> None:
        for name in ("matchers", "routes", "group_by", "mute", "active"):
            object.__setattr__(self, name, as_tuple(getattr(self, name), name))
        object.__setattr__(self, "matchers", tuple(map(parse_matcher, self.matchers)))
        _check_timings(self)


@dataclass(frozen=True, eq=False)
class NotificationPolicy:
    """The root of the tree; `receiver` gets what no route takes. Grafana has one tree an organisation."""

    receiver: ContactPoint | str
    routes: Sequence[Route] = ()
    group_by: Sequence[str] = field(default=("grafana_folder", "alertname"))
    group_wait: str = "30s"
    group_interval: str = "5m"
    repeat_interval: str = "4h"

    def __post_init__(self) -> None:
        for name in ("routes", "group_by"):
            object.__setattr__(self, name, as_tuple(getattr(self, name), name))
        _check_timings(self)


Policy = NotificationPolicy
"""The short name that authors may write."""


def _check_timings(node: Route | NotificationPolicy) -> None:
    for name in ("group_wait", "group_interval", "repeat_interval"):
        if text := getattr(node, name):
            try:
                parse_duration(text)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
    if "..." in node.group_by and len(node.group_by) > 1:
        raise ValueError('group_by: "..." groups by all labels and stands alone')
