"""The manifest: what one owner has in one Grafana (design, decision 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .resource import ResourceId

MANIFEST_FOLDER = "gitops"
"""The uid of the folder in which the manifests of all owners stand."""


def manifest_uid(owner: str) -> str:
    """The uid of the dashboard that carries the manifest of `owner`; the folders of its lease begin with it."""
    return f"gitops-{owner}"


@dataclass(frozen=True)
class OwnedObject:
    """One line of the manifest: an object that we wrote or adopted."""

    id: ResourceId
    title: str
    hash: str
    """Of the normalised spec as it was last applied: 16 hex digits; empty while the first write is only intended."""
    secrets: Mapping[str, str] = field(default_factory=dict)
    """JSON pointer → salted digest of the secret that was last written there."""


@dataclass(frozen=True)
class Manifest:
    """What one owner has in one Grafana (design, decision 7)."""

    owner: str
    project: str
    """The project's random id: another project with the same owner name is refused."""
    objects: Mapping[ResourceId, OwnedObject]

    def owns(self, id: ResourceId) -> bool:
        """Whether this owner wrote or adopted the object."""
        return id in self.objects
