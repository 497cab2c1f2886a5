"""What the account may do: `GET /api/access-control/user/permissions`."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import GlimpseError
from .client import Client


def granted(client: Client) -> Mapping[str, tuple[str, ...]] | None:
    """Action → scopes, read past Grafana's cache and once a run; None where Grafana does not say.

    The cache is a minute old at most, and would lack the folders that were made a moment ago.
    """
    if client.permissions is None:
        client.permissions = _read(client)
    return client.permissions


def _read(client: Client) -> Mapping[str, tuple[str, ...]] | None:
    try:
        with client.about("the permissions"):
            answer = client.api.client.GET("/access-control/user/permissions?reloadcache=true")
    except GlimpseError:
        # Then the writes themselves tell.
        return None
    if not isinstance(answer, Mapping):
        return None
    return {str(action): tuple(scopes or ()) for action, scopes in answer.items()}
