"""The sandbox's clock: the machine's, ahead of it where a test says so, or standing still."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class Clock:
    """What the header `Date` of each answer says; what is stored keeps the machine's time."""

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._ahead = timedelta()
        self._lock = threading.Lock()

    def stop(self, at: datetime | None = None) -> None:
        """Stand still, now or where `at` says, but for `advance`: a slow machine lets no lease run out then."""
        with self._lock:
            self._at = at or datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        """Let time pass at once."""
        with self._lock:
            self._ahead += by

    def now(self) -> datetime:
        """The time it is, in UTC."""
        with self._lock:
            return (self._at or datetime.now(UTC)) + self._ahead
