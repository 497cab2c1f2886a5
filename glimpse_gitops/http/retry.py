"""When a request is tried again, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE"})
"""Methods that may be sent twice. A POST makes things, so it is only repeated where the server said it did nothing."""

_BUSY = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how patiently; all times in seconds."""

    attempts: int = 4
    """Requests sent at most, the first one included."""
    attempts_after_timeout: int = 2
    """The same where the server did not answer in time: each of them is a long wait already."""
    first_delay: float = 0.3
    longest_delay: float = 30.0
    """Also the most that is made of a `Retry-After`."""

    def repeats_status(self, method: str, status: int, attempt: int) -> bool:
        """Whether an answer with `status` to the `attempt`th request (from 1) is worth another one."""
        if attempt >= self.attempts or status not in _BUSY:
            return False
        return method in REPEATABLE or status == 429

    def repeats_failure(self, method: str, attempt: int, *, timed_out: bool) -> bool:
        """Whether to send again after the connection failed at the `attempt`th request (from 1)."""
        limit = self.attempts_after_timeout if timed_out else self.attempts
        return method in REPEATABLE and attempt < limit

    def delay(self, attempt: int, jitter: float, retry_after: str | None = None, now: datetime | None = None) -> float:
        """Seconds until the next request: twice as long each time, less up to half by `jitter` (0 to 1).

        `Retry-After` is obeyed up to the longest delay; as a date it needs `now`, the server's own `Date`.
        """
        asked = _seconds(retry_after, now)
        if asked is not None:
            return min(asked, self.longest_delay)
        full: float = min(self.first_delay * 2 ** (attempt - 1), self.longest_delay)
        return full * (1 - jitter / 2)


def _seconds(retry_after: str | None, now: datetime | None) -> float | None:
    """`Retry-After` as seconds from now, None where it is absent or makes no sense."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        then = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if now is None or (then.tzinfo is None) != (now.tzinfo is None):
        return None
    return max(0.0, (then - now).total_seconds())
