"""Contact points: a name, and the channels that a notification to it goes out on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .integrations import Channel


@dataclass(frozen=True, init=False, eq=False)
class ContactPoint:
    """A contact point: `ContactPoint("oncall", PagerDuty(…), Slack(…))`."""

    name: str
    integrations: Sequence[Channel]
    moved_from: str = ""
    """Its old name: the contact point of that name goes when this one is there."""

    def __init__(self, name: str, *integrations: Channel, moved_from: str = "") -> None:
        if not name:
            raise ValueError("a contact point needs a name")
        if not integrations:
            raise ValueError(
                f'contact point "{name}" needs at least one channel: Email, Slack, PagerDuty, Webhook, Integration'
            )
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "integrations", tuple(integrations))
        object.__setattr__(self, "moved_from", moved_from)

    @classmethod
    def existing(cls, name: str) -> ContactPoint:
        """A contact point that somebody else keeps: routes may name it, and nothing of it is written."""
        point = object.__new__(cls)
        object.__setattr__(point, "name", name)
        object.__setattr__(point, "integrations", ())
        return point

    @property
    def managed(self) -> bool:
        """Whether this project writes it."""
        return bool(self.integrations)
