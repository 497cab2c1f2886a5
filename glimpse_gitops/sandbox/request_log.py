"""Every request that the sandbox has seen, for tests to look at."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class LoggedRequest:
    """One request and the status that it was answered with (0 while it has none)."""

    method: str
    path: str
    """Path and query as they were sent."""
    raw: bytes
    status: int = 0

    @property
    def body(self) -> Any:
        """The JSON value of the body, its text where it is no JSON, or None where there was none."""
        if not self.raw:
            return None
        try:
            return json.loads(self.raw)
        except ValueError:
            return self.raw.decode("utf-8", "replace")

    def answered(self, status: int) -> LoggedRequest:
        return replace(self, status=status)


class RequestLog:
    """A list of requests in the order in which they were answered."""

    def __init__(self) -> None:
        self._entries: list[LoggedRequest] = []
        self._lock = threading.Lock()

    def append(self, entry: LoggedRequest) -> None:
        with self._lock:
            self._entries.append(entry)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def writes(self) -> list[LoggedRequest]:
        """Those that were not GET."""
        return [entry for entry in self if entry.method != "GET"]

    def __iter__(self) -> Iterator[LoggedRequest]:
        with self._lock:
            return iter(tuple(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, index: int) -> LoggedRequest:
        return self._entries[index]
