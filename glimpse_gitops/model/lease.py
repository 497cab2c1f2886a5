"""Leases: who applies to a Grafana right now (design, decision 8)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

TERM = timedelta(seconds=120)
"""How long a lease lasts unless it is renewed: longer than one write can take with all its attempts."""

GRACE = timedelta(seconds=5)
"""How long after its end a lease is still left to its holder, whose last write may be on its way."""

_LONGEST_OWNER = 20


@dataclass(frozen=True)
class Lease:
    """One apply's right to write for an owner; all times are the server's."""

    number: int
    """One more than the last one that the manifest knows."""
    run: str
    """The id of the run that holds it."""
    holder: str
    """Who that is, for people."""
    since: datetime
    until: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether its holder may no longer write under it."""
        return now >= self.until

    def may_be_taken_over(self, now: datetime) -> bool:
        """Whether another one may begin."""
        return now >= self.until + GRACE


def lease_uid(owner: str, number: int) -> str:
    """The uid of the folder that is the lease; uids end at 40 characters, so a long owner is shortened by a hash."""
    if len(owner) > _LONGEST_OWNER:
        owner = f"{owner[:11]}-{hashlib.sha256(owner.encode()).hexdigest()[:8]}"
    return f"gitops-{owner}-lease-{number}"
