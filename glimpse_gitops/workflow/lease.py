"""The lease of an apply: taken before its first write, looked at before each batch, given back at its end.

It is a folder with a fixed uid, since creating one is the one thing that has a single winner on every version and
storage of Grafana (measured; a dashboard save has not). `docs/adr/0007-lease.md` tells how it stays safe when a holder
dies or sleeps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from ..errors import ConflictError, GlimpseError, LeaseHeldError, RefusedError, UnreachableError
from ..model.lease import TERM, Lease
from ..model.resource import Resource, ResourceId, ResourceKind
from ..plan.lease import lease_id, lease_resource, read_lease
from ..plan.manifest import manifest_folder, manifest_id, manifest_in
from .plan import Planned

ATTEMPTS = 5
"""How often a creation that failed for no visible reason is tried: SQLite answers 500 to some of those who lose."""

LEFT = TERM * 3 / 4
"""A lease that has less time left is renewed: one write into a new folder can take more than a minute on 11.6."""

LOST = "not tried: the lease ran out or was taken over, so somebody else may be writing"


@dataclass
class HeldLease:
    """A lease that this run holds."""

    planned: Planned
    lease: Lease
    folder: Resource
    """As it stands in Grafana."""
    others: tuple[Resource, ...]
    """Leases that ended without being given back. Whoever has noted an intent under a later one may remove them."""

    def is_over(self) -> bool:
        """Whether it has run out, by the clock of Grafana's latest answer; asks nothing."""
        return self.lease.is_over(_now(self.planned))

    def is_still_ours(self) -> bool:
        """Look at it, and renew it where a part of its term has passed. False where it is lost."""
        folder = self._read()
        if folder is None:
            return False
        self.folder = folder
        now = _now(self.planned)
        if self.lease.is_over(now):
            return False
        if self.lease.until - now < LEFT:
            self._renew(now)
        return True

    def remove_others(self) -> None:
        """Remove what dead runs left behind; what cannot be removed is in nobody's way and is left."""
        for folder in self.others:
            _try_to_remove(self.planned, folder)
        self.others = ()

    def give_back(self) -> None:
        """Remove the folder, unless it has run out: then it belongs to whoever takes over."""
        try:
            folder = self._read()
            if folder is not None and not self.is_over():
                _try_to_remove(self.planned, folder)
        except GlimpseError:
            # It runs out by itself.
            return

    def _read(self) -> Resource | None:
        """The folder, None where it is gone or is another run's by now."""
        folder = self.planned.adapters[ResourceKind.FOLDER].read_one(self.folder.id)
        lease = read_lease(folder) if folder else None
        return folder if lease is not None and lease.run == self.lease.run else None

    def _renew(self, now: datetime) -> None:
        renewed = replace(self.lease, until=now + TERM)
        resource = lease_resource(renewed, self.planned.manifest.owner, self.planned.manifest.folder)
        self.planned.adapters[ResourceKind.FOLDER].write(resource, self.folder, {})
        self.lease = renewed


@contextmanager
def leased(planned: Planned, run: str, holder: str, *, break_lease: bool = False) -> Iterator[HeldLease]:
    """Hold the lease of the plan's owner.

    Raises LeaseHeldError where somebody else holds it, ConflictError where another apply ended since the plan.
    """
    held = _take(planned, run, holder, break_lease=break_lease)
    try:
        yield held
    finally:
        held.give_back()


def _take(planned: Planned, run: str, holder: str, *, break_lease: bool) -> HeldLease:
    folders, owner = planned.adapters[ResourceKind.FOLDER], planned.manifest.owner
    _ensure_parent(planned)
    attempt = 1
    while True:
        _ensure_no_apply_since(planned, break_lease=break_lease)
        number, others = _next(planned, break_lease=break_lease)
        now = _now(planned)
        lease = Lease(number, run, holder, now, now + TERM)
        resource = lease_resource(lease, owner, planned.manifest.folder)
        try:
            folders.write(resource, None, {})
            break
        except RefusedError as error:
            if attempt == ATTEMPTS or error.status not in (409, 412, 500):
                raise
        planned.client.session.pause(attempt)
        attempt += 1
    held = HeldLease(planned, lease, resource, others)
    try:
        # Whoever had this number before us may have been done in the meantime.
        _ensure_no_apply_since(planned, break_lease=True)
    except GlimpseError:
        held.give_back()
        raise
    return held


def _ensure_parent(planned: Planned) -> None:
    folder, folders = manifest_folder(), planned.adapters[ResourceKind.FOLDER]
    if planned.manifest.folder != folder.id.identity:
        # One that the settings name is there: `preflight` has looked.
        return
    if folder.id in planned.live or folders.read_one(folder.id) is not None:
        return
    try:
        folders.write(folder, None, {})
    except RefusedError:
        # Somebody else's first apply was faster.
        if folders.read_one(folder.id) is None:
            raise


def _next(planned: Planned, *, break_lease: bool) -> tuple[int, tuple[Resource, ...]]:
    """The number to take, and the folders of leases that have ended before it."""
    folders, owner, last = planned.adapters[ResourceKind.FOLDER], planned.manifest.owner, planned.manifest.lease
    ended: list[Resource] = []
    number = max(last, 1)
    while True:
        folder = folders.read_one(lease_id(owner, number))
        if folder is not None:
            if not break_lease:
                _ensure_ended(planned, folder)
            ended.append(folder)
        elif number > last:
            return number, tuple(ended)
        number += 1


def _ensure_ended(planned: Planned, folder: Resource) -> None:
    lease, now = read_lease(folder), _now(planned)
    if lease is None:
        raise LeaseHeldError(
            f'somebody renamed folder "{folder.title}" (uid {folder.id.identity}), which says who applies now',
            "make sure that nobody applies, then run it with --break-lease",
        )
    if not lease.may_be_taken_over(now):
        seconds = max(1, round((lease.until - now).total_seconds()))
        raise LeaseHeldError(
            f"{lease.holder} applies for owner {planned.manifest.owner} right now: since {lease.since:%H:%M:%S} UTC, "
            f"with a lease until {lease.until:%H:%M:%S} UTC ({seconds} s from now) unless renewed",
            "wait and run it again; where that apply was killed, its lease ends by itself (--break-lease ends it now)",
        )


def _ensure_no_apply_since(planned: Planned, *, break_lease: bool = False) -> None:
    """Raise where the manifest is no longer the one that the plan was made with."""
    owner, before = planned.manifest.owner, planned.page
    page = planned.adapters[ResourceKind.DASHBOARD].read_one(manifest_id(owner))
    if page is None and before is None:
        return
    if page is not None and before is not None and page.version == before.version:
        return
    by = ""
    if page is not None:
        latest = manifest_in(page, owner)
        if before is not None and replace(known := manifest_in(before, owner), holds=latest.holds) == latest:
            _ensure_not_held(planned, {hold.id for hold in latest.holds} - {hold.id for hold in known.holds})
            return
        folder = planned.adapters[ResourceKind.FOLDER].read_one(lease_id(owner, latest.lease))
        if folder is not None and not break_lease:
            _ensure_ended(planned, folder)
        by = f" by {latest.stamp.by} at {latest.stamp.at}" if latest.stamp.by and latest.stamp.at else ""
    raise ConflictError(
        f"another apply for owner {owner} wrote{by}, after this plan was made",
        "run plan again, and apply what it then shows",
        status=409,
    )


def _ensure_not_held(planned: Planned, held: Collection[ResourceId]) -> None:
    """Raise where something that will be written is on hold by now: the plan did not know."""
    written = [change for change in planned.plan.changes if change.id in held]
    if written:
        named = ", ".join(change.id.named(change.title) for change in written)
        raise ConflictError(
            f"{named} was put on hold after this plan was made",
            "run plan again, which leaves alone what is on hold",
            status=409,
        )


def _now(planned: Planned) -> datetime:
    """Grafana's clock at its latest answer; ours may be wrong, and differs from those of the others."""
    now = planned.client.server_time
    if now is None:
        raise UnreachableError(
            f"{planned.client.address} does not tell the time, so nobody can know how long a lease lasts",
            "a proxy before it must let the header Date pass",
        )
    return now


def _try_to_remove(planned: Planned, folder: Resource) -> None:
    try:
        planned.adapters[ResourceKind.FOLDER].delete(folder)
    except GlimpseError:
        # It holds what somebody put there, or the server fails: in both cases it is in nobody's way for long.
        return
