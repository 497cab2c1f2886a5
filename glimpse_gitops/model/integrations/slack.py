"""Slack, by an incoming webhook or by a bot token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ..arguments import check_choices
from ..secret import SecretRef, check_secret
from ..setting import SettingRef


@dataclass(frozen=True)
class Slack:
    """Slack. `url` is an incoming webhook, which knows its channel; a bot `token` needs `recipient`.

    Grafana does not look at `recipient` beside a webhook, but shows it to people.
    """

    TYPE: ClassVar[str] = "slack"

    url: SecretRef | None = None
    token: SecretRef | None = None
    recipient: str | SettingRef = ""
    username: str = ""
    title: str = ""
    text: str = ""
    mention_channel: Literal["", "here", "channel"] = ""
    mention_users: str = ""
    mention_groups: str = ""
    icon_emoji: str = ""
    color: str = ""
    disable_resolve_message: bool = False
    uid: str = ""
    """Grafana's uid; made of the contact point's name, the type and its place where empty."""

    def __post_init__(self) -> None:
        check_choices(self, "Slack")
        check_secret("Slack", "url", self.url)
        check_secret("Slack", "token", self.token)
        if (self.url is None) == (self.token is None):
            raise ValueError("Slack: give either url (an incoming webhook) or token (a bot), and not both")
        if self.token is not None and not self.recipient:
            raise ValueError("Slack: a bot token needs recipient, the channel to write to")

    def settings(self) -> dict[str, Any]:
        """Grafana's settings of this channel, secrets and settings by reference."""
        return {
            "url": self.url,
            "token": self.token,
            "recipient": self.recipient,
            "username": self.username,
            "title": self.title,
            "text": self.text,
            "mentionChannel": self.mention_channel,
            "mentionUsers": self.mention_users,
            "mentionGroups": self.mention_groups,
            "icon_emoji": self.icon_emoji,
            "color": self.color,
        }
