"""Resources: one object of a Grafana, desired or live, as plain JSON the way it goes over the wire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

from .origin import Origin
from .secret import SecretRef


class ResourceKind(Enum):
    """The kinds, in the order in which they are applied; deletes go the other way round."""

    FOLDER = "folder"
    DATASOURCE = "data source"
    TEMPLATE = "template"
    MUTE_TIMING = "mute timing"
    CONTACT_POINT = "contact point"
    POLICY = "notification policy"
    DASHBOARD = "dashboard"
    RULE_GROUP = "rule group"

    @property
    def plural(self) -> str:
        """`dashboards`, `notification policies`."""
        return f"{self.value[:-1]}ies" if self.value.endswith("y") else f"{self.value}s"

    @property
    def order(self) -> int:
        """Its place in the order of apply."""
        return list(ResourceKind).index(self)


@dataclass(frozen=True)
class ResourceId:
    """What names a resource for ever: a uid, a name, or `<folder uid>/<group>`; the policy tree is always `policy`."""

    kind: ResourceKind
    identity: str

    def __str__(self) -> str:
        return self.named(self.identity)

    def named(self, name: str) -> str:
        """The kind with a name: `dashboard Overview`; of notification policies there is one, which has none."""
        return self.kind.value if self.kind is ResourceKind.POLICY else f"{self.kind.value} {name}"

    @property
    def sort_key(self) -> tuple[int, str]:
        """Order of apply, then by identity."""
        return (self.kind.order, self.identity)


POLICY_ID = ResourceId(ResourceKind.POLICY, "policy")


def rule_group_id(folder_uid: str, group: str) -> ResourceId:
    """The id of a rule group: folder uids hold no `/`, so the first one separates."""
    return ResourceId(ResourceKind.RULE_GROUP, f"{folder_uid}/{group}")


Keeper = Literal["", "file", "git-sync", "plugin", "terraform", "kubectl", "converted"]
"""Who else keeps a live object: provisioning files, Git Sync and so on; empty where nobody does."""


@dataclass(frozen=True)
class Resource:
    """One object. Desired and live have the same form, so that they can be compared.

    The shape of `spec` by kind:

    * folder: `{"title", "parentUid", "description"}`
    * data source: the body of `PUT /api/datasources/uid/…` without secrets and without what the server adds
    * template: `{"template"}` · mute timing: `{"time_intervals"}`
    * contact point: `{"integrations": [{"uid", "type", "disableResolveMessage", "settings"}]}`
    * notification policy: the root route
    * rule group: `{"title", "folderUid", "interval", "rules": […]}`, as in `PUT …/rule-groups/…`
    * dashboard: `{"folderUid", "dashboard": {…}}`, the classic JSON without id and version
    """

    id: ResourceId
    title: str
    spec: Mapping[str, Any]
    secrets: Mapping[str, SecretRef] = field(default_factory=dict)
    """JSON pointer into `spec` → the secret that belongs there. A live spec holds `[REDACTED]` there."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """JSON pointer into `spec` → where the author wrote it; the empty pointer is the object itself."""
    moved_from: ResourceId | None = None
    """Desired only: what it was before it was renamed in the code."""
    version: str = ""
    """Live only: what a write must give back so that a change in between is noticed; empty where the kind has none."""
    keeper: Keeper = ""
    """Live only: who else keeps it."""
    provenance: str = ""
    """Live only: Grafana's provenance (`""`, `api`, `file`, …) of alerting objects."""
    edited_by: str = ""
    """Live only: who changed it last, by name or as `user:<uid>`; empty where the kind does not say."""
    edited_at: str = ""
    """Live only: when, `2026-11-23T04:05:06Z`."""
    stored_as: str = ""
    """Live dashboards only: the v2 schema that it is stored in; writing classic JSON over it would flatten it."""

    @property
    def origin(self) -> Origin | None:
        """Where the object itself is defined."""
        return self.origins.get("")

    def origin_of(self, pointer: str) -> Origin | None:
        """The place of `pointer`, or of the nearest thing around it."""
        while pointer not in self.origins:
            if not pointer:
                return None
            pointer = pointer.rpartition("/")[0]
        return self.origins[pointer]


class Bundle(Mapping[ResourceId, Resource]):
    """All resources of one side, desired or live, in the order of apply."""

    def __init__(self, resources: Mapping[ResourceId, Resource] | tuple[Resource, ...] | list[Resource] = ()) -> None:
        given = resources.values() if isinstance(resources, Mapping) else resources
        self._resources = {resource.id: resource for resource in sorted(given, key=lambda r: r.id.sort_key)}

    def __getitem__(self, key: ResourceId) -> Resource:
        return self._resources[key]

    def __iter__(self) -> Iterator[ResourceId]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def of_kind(self, kind: ResourceKind) -> tuple[Resource, ...]:
        """The resources of one kind."""
        return tuple(resource for resource in self._resources.values() if resource.id.kind is kind)
