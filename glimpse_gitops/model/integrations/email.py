"""E-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..setting import SettingRef


@dataclass(frozen=True)
class Email:
    """E-mail to one or more addresses; Grafana needs SMTP configured to send it."""

    TYPE: ClassVar[str] = "email"

    addresses: Sequence[str] | SettingRef
    single_email: bool = False
    """One message to all addresses instead of one each."""
    subject: str = ""
    message: str = ""
    disable_resolve_message: bool = False
    uid: str = ""
    """Grafana's uid; made of the contact point's name, the type and its place where empty."""

    def __post_init__(self) -> None:
        if isinstance(self.addresses, SettingRef):
            return
        given = [self.addresses] if isinstance(self.addresses, str) else list(self.addresses)
        if not given:
            raise ValueError("Email: addresses must name at least one address")
        for address in given:
            if isinstance(address, SettingRef):
                raise ValueError(f'Email: write addresses=setting("{address.name}"), without a list around it')
        object.__setattr__(self, "addresses", tuple(given))

    def settings(self) -> dict[str, Any]:
        """Grafana's settings of this channel, secrets and settings by reference."""
        return {
            "addresses": self.addresses if isinstance(self.addresses, SettingRef) else ";".join(self.addresses),
            "singleEmail": self.single_email,
            "subject": self.subject,
            "message": self.message,
        }
