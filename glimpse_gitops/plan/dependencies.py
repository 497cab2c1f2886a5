"""What must be there before a resource can be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.resource import Bundle, Resource, ResourceId, ResourceKind


def needs(resource: Resource) -> frozenset[ResourceId]:
    """The resources that `resource` refers to: where one of them could not be written, this one is not tried."""
    return frozenset(_NEEDS.get(resource.id.kind, _nothing)(resource.spec))


def in_order(desired: Bundle) -> Iterator[tuple[ResourceId, Resource]]:
    """The resources in the order of apply; folders after the folders that they lie in.

    The default data source comes last: the one that still is it keeps the flag when it is written.
    """

    def depth(resource: Resource) -> int:
        above = ResourceId(ResourceKind.FOLDER, resource.spec.get("parentUid", ""))
        nested = resource.id.kind is ResourceKind.FOLDER and above in desired and above != resource.id
        return 1 + depth(desired[above]) if nested else 0

    def place(resource: Resource) -> tuple[int, int, bool, str]:
        return resource.id.kind.order, depth(resource), bool(resource.spec.get("isDefault")), resource.id.identity

    ordered = sorted(desired.values(), key=place)
    yield from ((resource.id, resource) for resource in ordered)


def _nothing(spec: Mapping[str, Any]) -> Iterator[ResourceId]:
    yield from ()


def _folder(spec: Mapping[str, Any]) -> Iterator[ResourceId]:
    if spec["parentUid"]:
        yield ResourceId(ResourceKind.FOLDER, spec["parentUid"])


def _policy(spec: Mapping[str, Any]) -> Iterator[ResourceId]:
    if spec.get("receiver"):
        yield ResourceId(ResourceKind.CONTACT_POINT, spec["receiver"])
    for key in ("mute_time_intervals", "active_time_intervals"):
        for name in spec.get(key, ()):
            yield ResourceId(ResourceKind.MUTE_TIMING, name)
    for route in spec.get("routes", ()):
        yield from _policy(route)


def _rule_group(spec: Mapping[str, Any]) -> Iterator[ResourceId]:
    yield ResourceId(ResourceKind.FOLDER, spec["folderUid"])
    for rule in spec["rules"]:
        for node in rule["data"]:
            yield ResourceId(ResourceKind.DATASOURCE, node["datasourceUid"])


def _dashboard(spec: Mapping[str, Any]) -> Iterator[ResourceId]:
    if spec["folderUid"]:
        yield ResourceId(ResourceKind.FOLDER, spec["folderUid"])


_NEEDS = {
    ResourceKind.FOLDER: _folder,
    ResourceKind.POLICY: _policy,
    ResourceKind.RULE_GROUP: _rule_group,
    ResourceKind.DASHBOARD: _dashboard,
}
