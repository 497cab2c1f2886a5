"""Channels of any type, in the words of Grafana's API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..secret import SecretRef

_REDACTED = "[REDACTED]"


@dataclass(frozen=True)
class Integration:
    """A channel of a type that has no class of its own, or with settings that its class does not know.

    `Integration("telegram", {"bottoken": env("TELEGRAM_TOKEN"), "chatid": "-100"})`: `settings` are those of Grafana's
    API, with a `SecretRef` at any depth in place of each secret.
    """

    type: str
    settings_of_type: Mapping[str, Any]
    disable_resolve_message: bool = False
    uid: str = ""
    """Grafana's uid; made of the contact point's name, the type and its place where empty."""

    def __post_init__(self) -> None:
        if not self.type:
            raise ValueError('an integration needs the type of its channel, such as "telegram"')
        if _holds_redacted(self.settings_of_type):
            raise ValueError(f'Integration("{self.type}", …): write env("…") in place of {_REDACTED}')

    @property
    def TYPE(self) -> str:  # noqa: N802 - the name that the classes of one type have it under
        """Grafana's name of the channel's type."""
        return self.type

    def settings(self) -> dict[str, Any]:
        """Grafana's settings of this channel, secrets and settings by reference."""
        return dict(self.settings_of_type)


def _holds_redacted(value: Any) -> bool:
    if isinstance(value, SecretRef):
        return False
    if isinstance(value, Mapping):
        return any(map(_holds_redacted, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_redacted, value))
    return bool(value == _REDACTED)
