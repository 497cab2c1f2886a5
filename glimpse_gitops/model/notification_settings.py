"""What a rule says itself about its notifications, past the policy tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .contact_point import ContactPoint
from .duration import parse_duration
from .mute_timing import MuteTiming
from .sequence import as_tuple


@dataclass(frozen=True, eq=False)
class NotificationSettings:
    """The contact point that a rule notifies directly: "select contact point" in Grafana's form for rules.

    Timings left empty are Grafana's defaults.
    """

    receiver: ContactPoint | str
    group_by: Sequence[str] = ()
    group_wait: str = ""
    group_interval: str = ""
    repeat_interval: str = ""
    mute: Sequence[MuteTiming | str] = ()
    active: Sequence[MuteTiming | str] = ()

    def __post_init__(self) -> None:
        for name in ("group_by", "mute", "active"):
            object.__setattr__(self, name, as_tuple(getattr(self, name), name))
        for name in ("group_wait", "group_interval", "repeat_interval"):
            if text := getattr(self, name):
                try:
                    parse_duration(text)
                except ValueError as error:
                    raise ValueError(f"{name}: {error}") from None
