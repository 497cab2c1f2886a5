"""Who we are to a Grafana."""

from __future__ import annotations

from ..errors import GlimpseError
from .client import Client


def login_of(client: Client) -> str:
    """The login of the user or service account; empty where Grafana does not say."""
    try:
        with client.about("the account"):
            account = client.api.client.GET("/user")
    except GlimpseError:
        return ""
    return str(account.get("login") or account.get("name") or "") if isinstance(account, dict) else ""
