"""A long listing, fetched by a thread while the project is being built."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import resource_api

if TYPE_CHECKING:
    from .client import Client

_METADATA = re.compile(rb'\s*\{[^{}\[\]]*"metadata":\s*(\{[^{}]*\})')
"""The metadata of a page, which Grafana writes before its items."""


class ReadAhead:
    """The pages of one listing, kept as they came: a thousand dashboards are 25 MB as text and 100 MB as objects.

    It is an attempt only. Where anything goes wrong, `pages` gives None, and who asks in the usual way hears why.
    """

    def __init__(self, client: Client, group: tuple[str, str]) -> None:
        self._client = client
        self._path = resource_api.collection(group, client.namespace)
        self._texts: list[bytes] = []
        self._is_whole = False
        self._is_given_up = False
        self._thread = threading.Thread(target=self._read, name="read-ahead", daemon=True)
        self._thread.start()

    def pages(self) -> Iterator[Mapping[str, Any]] | None:
        """Every object, once the last page has come; None where one did not."""
        self._thread.join()
        return self._objects() if self._is_whole else None

    def give_up(self) -> None:
        """Ask for no further page."""
        self._is_given_up = True

    def _objects(self) -> Iterator[Mapping[str, Any]]:
        self._texts.reverse()
        while self._texts:
            yield from json.loads(self._texts.pop()).get("items") or ()

    def _read(self) -> None:
        token = ""
        try:
            while not self._is_given_up:
                text = self._page(token)
                self._texts.append(text)
                metadata = _METADATA.match(text)
                if metadata is None:
                    return
                token = json.loads(metadata[1]).get("continue")
                if not token:
                    self._is_whole = True
                    return
        except Exception:
            # Whatever it is, the usual way will say it better; and a session that is closed meanwhile raises anything.
            self._texts.clear()

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
