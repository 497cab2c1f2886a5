"""Who refers to an object, so that it cannot go before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.resource import POLICY_ID, Resource, ResourceId, ResourceKind
from .dependencies import needs

_DEFINED = re.compile(r'\{\{-?\s*define\s+"([^"]+)"')


def folder_of(resource: Resource) -> ResourceId | None:
    """The folder that an object lies in; None for Grafana's root, and for kinds that lie in none."""
    key = "parentUid" if resource.id.kind is ResourceKind.FOLDER else "folderUid"
    uid = resource.spec.get(key)
    return ResourceId(ResourceKind.FOLDER, str(uid)) if uid else None


def users_of(resource: Resource, among: Mapping[ResourceId, Resource]) -> list[Resource]:
    """The objects of `among` that need `resource`: routes and rules, channels for a template, panels for a source."""
    return [one for one in among.values() if one.id != resource.id and _uses(one, resource)]


def _uses(user: Resource, used: Resource) -> bool:
    kind, name = used.id.kind, used.id.identity
    if kind is ResourceKind.TEMPLATE:
        if user.id.kind not in (ResourceKind.CONTACT_POINT, ResourceKind.TEMPLATE):
            return False
        names = _DEFINED.findall(str(used.spec.get("template", ""))) or [name]
        return any(
            re.search(r'template\s+"' + re.escape(one) + '"', text) for one in names for text in _texts(user.spec)
        )
    if kind is ResourceKind.CONTACT_POINT and user.id.kind is ResourceKind.RULE_GROUP:
        return any((rule.get("notification_settings") or {}).get("receiver") == name for rule in user.spec["rules"])
    if kind is ResourceKind.MUTE_TIMING and user.id.kind is ResourceKind.RULE_GROUP:
        return any(
            name in ((rule.get("notification_settings") or {}).get(key) or ())
            for rule in user.spec["rules"]
            for key in ("mute_time_intervals", "active_time_intervals")
        )
    if kind is ResourceKind.DATASOURCE and user.id.kind is ResourceKind.DASHBOARD:
        return any(uid == name for uid in _datasources(user.spec))
    about = kind in (ResourceKind.CONTACT_POINT, ResourceKind.MUTE_TIMING) and user.id == POLICY_ID
    rules = kind is ResourceKind.DATASOURCE and user.id.kind is ResourceKind.RULE_GROUP
    return (about or rules) and used.id in needs(user)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def _datasources(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        source = value.get("datasource")
        if isinstance(source, Mapping):
            yield source.get("uid")
        for item in value.values():
            yield from _datasources(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _datasources(item)
