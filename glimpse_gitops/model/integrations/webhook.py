"""Webhooks: a POST of Grafana's alert JSON to any address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ..arguments import check_choices
from ..secret import SecretRef, check_secret
from ..setting import SettingRef


@dataclass(frozen=True)
class Webhook:
    """A webhook. Grafana keeps `url` in the clear and shows it to every viewer of its settings.

    `authorization_credentials` is sent as `Authorization: <authorization_scheme> <credentials>`, `password` with
    `username` as basic authentication; the two exclude each other.
    """

    TYPE: ClassVar[str] = "webhook"

    url: SecretRef | SettingRef | str
    http_method: Literal["POST", "PUT"] = "POST"
    username: str = ""
    password: SecretRef | None = None
    authorization_scheme: str = "Bearer"
    authorization_credentials: SecretRef | None = None
    max_alerts: int = 0
    """Alerts in one request at most; 0 for no limit."""
    title: str = ""
    message: str = ""
    disable_resolve_message: bool = False
    uid: str = ""
    """Grafana's uid; made of the contact point's name, the type and its place where empty."""

    def __post_init__(self) -> None:
        check_choices(self, "Webhook")
        check_secret("Webhook", "password", self.password)
        check_secret("Webhook", "authorization_credentials", self.authorization_credentials)
        if self.password is not None and self.authorization_credentials is not None:
            raise ValueError("Webhook: password and authorization_credentials exclude each other: Grafana takes one")

    def settings(self) -> dict[str, Any]:
        """Grafana's settings of this channel, secrets and settings by reference."""
        return {
            "url": self.url,
            "httpMethod": self.http_method,
            "username": self.username,
            "password": self.password,
            "authorization_scheme": self.authorization_scheme if self.authorization_credentials else "",
            "authorization_credentials": self.authorization_credentials,
            "maxAlerts": self.max_alerts,
            "title": self.title,
            "message": self.message,
        }
