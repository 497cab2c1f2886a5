"""A bundle as it is in one environment: other folders, data sources and contact points, the same content."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..errors import ProjectError
from ..model.environment import Environment
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind, rule_group_id
from .uid import stable_uid

_DASHBOARD_LINK = re.compile(r"(?<=/d/)[A-Za-z0-9_-]+")
_LONGEST_UID = 40


def in_environment(bundle: Bundle, environment: Environment) -> Bundle:
    """`bundle` with what `environment` says; a ProjectError where it names what the project does not have."""
    if not environment.name:
        return bundle
    resources = list(bundle.values())
    if environment.contact_points:
        resources = _with_contact_points(resources, environment)
    if environment.datasources:
        resources = _with_datasources(resources, environment)
    if environment.folder_prefix:
        resources = _with_prefix(resources, environment.folder_prefix)
    return Bundle(resources)


def _with_contact_points(resources: list[Resource], environment: Environment) -> list[Resource]:
    names = [one.id.identity for one in resources if one.id.kind is ResourceKind.CONTACT_POINT]
    _check(environment, "contact_points", "contact point", names)
    instead = environment.contact_points
    silent = {ResourceId(ResourceKind.CONTACT_POINT, name) for name in instead.keys() - set(instead.values())}
    kept = [one for one in resources if one.id not in silent]

    def receiver(key: str, value: Any) -> Any:
        return instead.get(value, value) if key == "receiver" and isinstance(value, str) else value

    def heard(resource: Resource) -> Resource:
        if resource.id.kind is ResourceKind.POLICY:
            return replace(resource, spec=_mapped(resource.spec, receiver))
        if resource.id.kind is ResourceKind.RULE_GROUP:
            # Only here may a rule name a contact point: its labels are free to have a key of that name.
            key = "notification_settings"
            rules = [{**one, key: _mapped(one[key], receiver)} if key in one else one for one in resource.spec["rules"]]
            return replace(resource, spec={**resource.spec, "rules": rules})
        return resource

    return [heard(one) for one in kept]


def _with_datasources(resources: list[Resource], environment: Environment) -> list[Resource]:
    there = environment.datasources

    def reference(key: str, value: Any) -> Any:
        if key == "datasource" and isinstance(value, Mapping) and value.get("uid") in there:
            return {**value, "uid": there[value["uid"]]}
        if key in ("datasource", "datasourceUid") and isinstance(value, str):
            return there.get(value, value)
        return value

    kept = [one for one in resources if not (one.id.kind is ResourceKind.DATASOURCE and one.id.identity in there)]
    moved = [replace(one, spec=_mapped(one.spec, reference)) for one in kept]
    return [_with_variables(one, there) if one.id.kind is ResourceKind.DASHBOARD else one for one in moved]


def _with_variables(dashboard: Resource, there: Mapping[str, str]) -> Resource:
    """The dashboard with other data sources chosen in its variables of type `datasource`."""

    def chosen(key: str, value: Any) -> Any:
        if key != "list" or not isinstance(value, list):
            return value
        return [
            _chosen(one, there) if isinstance(one, Mapping) and one.get("type") == "datasource" else one
            for one in value
        ]

    return replace(dashboard, spec=_mapped(dashboard.spec, chosen))


def _chosen(variable: Mapping[str, Any], there: Mapping[str, str]) -> Mapping[str, Any]:
    current = variable.get("current")
    if not isinstance(current, Mapping) or current.get("value") not in there:
        return variable
    uid = there[current["value"]]
    return {**variable, "current": {**current, "text": uid, "value": uid}}


def _with_prefix(resources: list[Resource], prefix: str) -> list[Resource]:
    folders = {one.id.identity for one in resources if one.id.kind is ResourceKind.FOLDER}
    dashboards = {one.id.identity for one in resources if one.id.kind is ResourceKind.DASHBOARD}

    def uid(given: str) -> str:
        full = prefix + given
        return full if len(full) <= _LONGEST_UID else stable_uid(full, prefix, given)

    def named(key: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if key in ("folderUid", "parentUid"):
            return uid(value) if value in folders else value
        if key == "__dashboardUid__":
            return uid(value) if value in dashboards else value
        return _DASHBOARD_LINK.sub(lambda match: uid(match[0]) if match[0] in dashboards else match[0], value)

    def before(id: ResourceId | None) -> ResourceId | None:
        folder, _, group = id.identity.partition("/") if id else ("", "", "")
        return rule_group_id(uid(folder) if folder in folders else folder, group) if id else None

    def moved(resource: Resource) -> Resource:
        spec = _mapped(resource.spec, named)
        kind, identity = resource.id.kind, resource.id.identity
        if kind is ResourceKind.FOLDER:
            title = f"{prefix.strip('-_')}: {resource.title}"
            return replace(resource, id=ResourceId(kind, uid(identity)), title=title, spec={**spec, "title": title})
        if kind is ResourceKind.DASHBOARD:
            inner = {**spec["dashboard"], "uid": uid(identity)}
            old = ResourceId(kind, uid(resource.moved_from.identity)) if resource.moved_from else None
            spec = {**spec, "dashboard": inner}
            return replace(resource, id=ResourceId(kind, uid(identity)), spec=spec, moved_from=old)
        if kind is ResourceKind.RULE_GROUP:
            rules = [{**rule, "uid": uid(rule["uid"])} for rule in spec["rules"]]
            id = rule_group_id(spec["folderUid"], spec["title"])
            return replace(resource, id=id, spec={**spec, "rules": rules}, moved_from=before(resource.moved_from))
        return replace(resource, spec=spec)

    return [moved(one) for one in resources]


def _mapped(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    """`value` with `change(key, value)` for everything inside it, the innermost first; list items have no key."""
    if isinstance(value, Mapping):
        value = {name: _mapped(item, change, name) for name, item in value.items()}
    elif isinstance(value, list | tuple):
        value = [_mapped(item, change) for item in value]
    return change(key, value)


def _check(environment: Environment, table: str, noun: str, names: list[str]) -> None:
    for name in getattr(environment, table):
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            raise ProjectError(
                f'environment {environment.name} replaces {noun} "{name}", which this project does not have',
                f'did you mean "{close[0]}"?' if close else f"correct {table} in pyproject.toml",
            )
