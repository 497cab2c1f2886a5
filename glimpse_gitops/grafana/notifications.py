"""What contact points, policies, mute timings and templates have in common: Grafana keeps them in one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import ConflictError, RefusedError
from ..model.resource import Keeper, Resource
from .client import Client

ATTEMPTS = 4

Answer = TypeVar("Answer")


def in_turn(client: Client, send: Callable[[], Answer], *, has_version: bool = False) -> Answer:
    """`send` while nobody else of this run writes to the document.

    Others may write at the same moment: Grafana then answers 500, newer versions 409, and sending again helps. It does
    not where the request named a version (`has_version`): then 409 means that the object itself has changed.
    """
    with client.notifications:
        attempt = 1
        while True:
            try:
                return send()
            except RefusedError as error:
                if attempt == ATTEMPTS or not _is_busy(error, has_version):
                    raise
            client.session.pause(attempt)
            attempt += 1


def _is_busy(error: RefusedError, has_version: bool) -> bool:
    if isinstance(error, ConflictError):
        return not has_version and error.status == 409
    return error.status == 500 and "cannot change provenance" not in error.message


def keeper_by(provenance: str) -> Keeper:
    """Who else keeps an alerting object of this provenance."""
    if provenance == "file":
        return "file"
    return "converted" if provenance == "converted_prometheus" else ""


def ensure_same_provenance(client: Client, live: Resource | None) -> None:
    """Refuse early what Grafana refuses with 403 or 500: objects written as locked cannot be made editable."""
    if live is not None and live.provenance == "api" and client.provenance == "editable":
        raise RefusedError(
            f"{live.id} was written as locked, and Grafana does not make such an object editable",
            'set provenance = "locked", or delete it in Grafana first',
            status=403,
        )


def headers_for(client: Client, live: Resource) -> dict[str, str]:
    """The headers to delete `live` with: they must match the way in which it was written."""
    return client.provenance_headers("locked" if live.provenance else "editable")
