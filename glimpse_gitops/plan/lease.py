"""A lease as a folder: its title says who writes, since when and until when."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from ..model.lease import Lease, lease_uid
from ..model.resource import Resource, ResourceId, ResourceKind

_TITLE = re.compile(r"lease (\d+) of (\S+): (.*), since (\S+ \S+)Z until (\S+ \S+)Z \(run (\S+)\)")
_TIME = "%Y-%m-%d %H:%M:%S"
_LONGEST_HOLDER = 100


def lease_id(owner: str, number: int) -> ResourceId:
    """The folder that is the lease."""
    return ResourceId(ResourceKind.FOLDER, lease_uid(owner, number))


def lease_resource(lease: Lease, owner: str, parent: str) -> Resource:
    """The folder to create: it lies in the folder of the manifest, where it litters nobody's root."""
    holder = " ".join(lease.holder.split())[:_LONGEST_HOLDER]
    title = (
        f"lease {lease.number} of {owner}: {holder}, "
        f"since {lease.since:{_TIME}}Z until {lease.until:{_TIME}}Z (run {lease.run})"
    )
    # No description: 11.6 knows none, and a creation that was cut off could not be recognised by a fresh read.
    spec = {"title": title, "parentUid": parent, "description": ""}
    return Resource(lease_id(owner, lease.number), title, spec)


def read_lease(folder: Resource) -> Lease | None:
    """The lease that a live folder is; None where its title was changed."""
    match = _TITLE.fullmatch(folder.title)
    if match is None:
        return None
    number, _, holder, since, until, run = match.groups()
    try:
        return Lease(int(number), run, holder, _time(since), _time(until))
    except ValueError:
        return None


def _time(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
