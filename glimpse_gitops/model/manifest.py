"""The manifest: what one owner has in one Grafana (design, decision 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .resource import ResourceId

MANIFEST_FOLDER = "gitops"
"""The uid of the folder in which manifests stand, unless the settings name another one."""


def manifest_uid(owner: str) -> str:
    """The uid of the dashboard that carries the manifest of `owner`; the folders of its lease begin with it."""
    return f"gitops-{owner}"


def quarantine_uid(owner: str) -> str:
    """The uid of the folder into which `--prune=quarantine` moves the dashboards of `owner`."""
    return f"gitops-{owner}-quarantine"


@dataclass(frozen=True)
class OwnedObject:
    """One line of the manifest: an object that we wrote or adopted."""

    id: ResourceId
    title: str
    parts: Mapping[str, str] = field(default_factory=dict)
    """Part → digest of it as the code had it at the last apply, in the order of the code.

    Empty while that is not known: the first write is only intended, or an older version noted it.
    """
    intended: Mapping[str, str] = field(default_factory=dict)
    """The same of a write that was begun and not confirmed: what is live may be that already."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer → salted digest of the secret that was last written there."""
    since: str = ""
    """The day on which it became ours, `2026-11-23`; empty where an older version noted it."""
    quarantined: str = ""
    """The day on which it was taken out of use by `--prune=quarantine`; empty where it is in use."""


@dataclass(frozen=True)
class Hold:
    """An object that apply leaves alone for a while: `glimpse-gitops hold`."""

    id: ResourceId
    until: datetime
    """By the server's clock, in UTC."""
    reason: str
    by: str


@dataclass(frozen=True)
class Stamp:
    """Who wrote the manifest last, from where and when; each empty where it is not known."""

    at: str = ""
    """By the server's clock: `2026-11-23T04:05:06Z`."""
    by: str = ""
    """The login in Grafana."""
    repository: str = ""
    commit: str = ""
    dirty: bool = False
    """Whether the code held changes that no commit has."""


@dataclass(frozen=True)
class Manifest:
    """What one owner has in one Grafana (design, decision 7)."""

    owner: str
    project: str
    """The project's random id: another project with the same owner name is refused."""
    objects: Mapping[ResourceId, OwnedObject] = field(default_factory=dict)
    environment: str = ""
    """The environment that is applied here: another one with the same owner name is refused."""
    lease: int = 0
    """The number of the last lease (design, decision 8)."""
    holds: tuple[Hold, ...] = ()
    since: str = ""
    """The day on which it was first written."""
    stamp: Stamp = field(default_factory=Stamp)
    folder: str = MANIFEST_FOLDER
    """The uid of the folder in which its page and its leases stand."""

    def owns(self, id: ResourceId) -> bool:
        """Whether this owner wrote or adopted the object."""
        return id in self.objects

    def hold_of(self, id: ResourceId, now: datetime) -> Hold | None:
        """The hold on an object that lasts at `now`."""
        return next((hold for hold in self.holds if hold.id == id and hold.until > now), None)
