"""Waiting for permissions that a server has given and does not know of yet."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import NotAuthorisedError, RefusedError
from .client import Client

LONGEST_WAIT = 65.0
"""Seconds. Grafana 11.6 keeps what an account may do for 60."""


def patiently(client: Client, folder: str, send: Callable[[], None]) -> None:
    """`send` a write into `folder`, for a minute where need be if this run has created that folder.

    An Editor's token on 11.6 may not use such a folder at first: rules get 403, dashboards even 500 (measured).
    """
    waited = 0.0
    attempt = 1
    while True:
        try:
            send()
            return
        except (NotAuthorisedError, RefusedError) as error:
            cached = isinstance(error, NotAuthorisedError) or error.status == 500
            if not cached or folder not in client.made_folders or waited >= LONGEST_WAIT:
                raise
        if attempt == 1:
            client.notice(f'waiting until Grafana lets us into the new folder "{folder}", which can take a minute')
        waited += client.session.pause(min(attempt, 5))
        attempt += 1
