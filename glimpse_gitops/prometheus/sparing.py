"""Asking a server no more than so often: whatever is linted, it must not feel it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

from ..errors import GlimpseError
from .index import Ask


class SpentError(GlimpseError):
    """All requests were used up."""


class Sparing:
    """Passes requests on until there were `most`."""

    def __init__(self, ask: Ask, most: int) -> None:
        self._ask, self._most = ask, most
        self._lock = threading.Lock()
        self.count = 0
        """Requests so far."""

    def __call__(self, path: str, params: Mapping[str, str]) -> Any:
        """The answer; raises SpentError instead of one request too many."""
        with self._lock:
            if self.count >= self._most:
                raise SpentError(f"all {self._most:,} requests are used up", "lint fewer files at once")
            self.count += 1
        return self._ask(path, params)
