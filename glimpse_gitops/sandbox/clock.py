"""The sandbox's clock: the machine's, ahead of it where a test says so, or standing still."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """What the header `Date` of each answer says; what is stored keeps the machine's time."""

    def __init__(self, at: datetime | None = None) -> None:
        """With `at`, it stands still there but for `advance`."""
        self._at = at
        self._ahead = timedelta()
        self._lock = threading.Lock()

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        with self._lock:
            self._ahead += by

    def now(self) -> datetime:
        """The time it is, in UTC."""
        with self._lock:
            return (self._at or datetime.now(UTC)) + self._ahead
