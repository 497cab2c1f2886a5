"""A long listing, fetched by a thread while the project is being built."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from . import resource_api

if TYPE_CHECKING:
    from .client import Client

_METADATA = re.compile(rb'\s*\{[^{}\[\]]*"metadata":\s*(\{[^{}]*\})')
"""The metadata of a page, which Grafana writes before its items."""


class IncompleteListingError(Exception):
    """A page did not come, or is none."""


class ReadAhead:
    """The pages of one listing, kept as they came: a thousand dashboards are 25 MB as text and 100 MB as objects.

    It is an attempt only. Where anything goes wrong, `objects` breaks off, and who asks in the usual way hears why.
    """

    def __init__(self, client: Client, group: tuple[str, str]) -> None:
        self._client = client
        self._path = resource_api.collection(group, client.namespace)
        self._texts: SimpleQueue[bytes | None] = SimpleQueue()
        """The pages, then None: at their end, or where one did not come."""
        self._is_whole = False
        self._is_given_up = False
        threading.Thread(target=self._read, name="read-ahead", daemon=True).start()

    def objects(self) -> Iterator[Mapping[str, Any]]:
        """Every object, page after page while the next ones are on their way; once only.

        Raises IncompleteListingError where not all of them came: those before it are no listing then.
        """
        while (text := self._texts.get()) is not None:
            try:
                yield from json.loads(text).get("items") or ()
            except ValueError as error:
                self.give_up()
                raise IncompleteListingError from error
        if not self._is_whole:
            raise IncompleteListingError

    def give_up(self) -> None:
        """Ask for no further page."""
        self._is_given_up = True

    def _read(self) -> None:
        token = ""
        try:
            while not self._is_given_up:
                text = self._page(token)
                metadata = _METADATA.match(text)
                if metadata is None:
                    return
                token = json.loads(metadata[1]).get("continue")
                self._is_whole = not token
                self._texts.put(text)
                if not token:
                    return
        except Exception:
            # Whatever it is, the usual way will say it better; and a session that is closed meanwhile raises anything.
            return
        finally:
            self._texts.put(None)

    def _page(self, token: str) -> bytes:
        params = {"limit": resource_api.PAGE} | ({"continue": token} if token else {})
        client = self._client
        response = client.session.request(
            "GET",
            f"{client.address.url}/apis{self._path}",
            params=params,
            auth=client.api.client.auth,
            verify=client.api.client.verify,
        )
        if response.status_code != 200 or not response.content:
            raise ValueError
        return response.content
