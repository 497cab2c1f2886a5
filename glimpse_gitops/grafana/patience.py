"""Waiting for what passes by itself: permissions that a server does not know of yet, and a locked database."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import NotAuthorisedError, RefusedError
from .client import Client

LONGEST_WAIT = 65.0
"""Seconds. Grafana 11.6 keeps what an account may do for 60."""

ATTEMPTS = 5
"""Requests for one write while the database is locked, at most."""

_LOCKED = ("database is locked", "transaction has already been committed or rolled back")
"""What 12.4 says of it: at once, or after it has waited for too long."""


def past_locks(client: Client, send: Callable[[], None]) -> None:
    """`send` a write again where Grafana's SQLite was locked by another one.

    On 12.4 that is a 500, the more often the busier the machine is (measured from 4 writers on). For writes that name
    a version, or create: should the first one have arrived after all, the next is refused as stale. The ruler of 11.6
    calls it 400 (measured), and replaces a whole group each time.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return send()
        except RefusedError as error:
            if error.status not in (400, 500) or not any(words in error.message for words in _LOCKED):
                raise
        client.session.pause(attempt)
    return send()


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
