"""Objects that others refer to: they belong to the project even where no module binds them to a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.grafana_rule import GrafanaRule
from ..model.mute_timing import MuteTiming
from ..model.notification_settings import NotificationSettings
from ..model.origin import Origin
from ..model.policy import NotificationPolicy, Route
from ..model.project import Definition, Project
from ..model.rule_group import RuleGroup

Referred = TypeVar("Referred")


def with_references(project: Project) -> Project:
    """The project with every folder, data source, contact point and mute timing that its objects refer to."""
    return replace(
        project,
        folders=_joined(project.folders, _folders(project)),
        datasources=_joined(project.datasources, _datasources(project)),
        contact_points=_joined(project.contact_points, _receivers(project)),
        mute_timings=_joined(project.mute_timings, _timings(project)),
    )


def nodes_of(policy: NotificationPolicy) -> Iterator[NotificationPolicy | Route]:
    """The root of the tree and every route."""
    yield policy
    yield from routes_of(policy)


def routes_of(node: NotificationPolicy | Route) -> Iterator[Route]:
    """Every route under `node`, parents first."""
    for route in node.routes:
        yield route
        yield from routes_of(route)


def _joined(
    defined: tuple[Definition[Referred], ...], referred: Iterable[tuple[Referred, Origin]]
) -> tuple[Definition[Referred], ...]:
    joined = list(defined)
    # Equal data is one object: `Folder("a", "A")` written twice says the same thing twice.
    for value, origin in referred:
        if not any(value is known.value or value == known.value for known in joined):
            joined.append(Definition(value, origin))
    return tuple(joined)


def _folders(project: Project) -> Iterator[tuple[Folder, Origin]]:
    named = [(definition.value, definition.origin) for definition in project.folders]
    named += [(group.value.folder, group.origin) for group in project.rule_groups if group.value.folder]
    for dashboard in project.dashboards:
        folder = getattr(dashboard.value, "folder", None)
        if isinstance(folder, Folder):
            named.append((folder, dashboard.origin))
    for folder, origin in named:
        above: Folder | None = folder
        while above is not None:
            yield above, origin
            above = above.parent


def _datasources(project: Project) -> Iterator[tuple[Datasource, Origin]]:
    named = [(definition.value, definition.origin) for definition in project.datasources]
    named += [(group.value.datasource, group.origin) for group in project.rule_groups if group.value.datasource]
    named += [(source, group.origin) for group in project.rule_groups for source in _queried(group.value)]
    while named:
        source, origin = named.pop(0)
        yield source, origin
        named += [(other, origin) for other in source.leads_to]


def _queried(group: RuleGroup) -> Iterator[Datasource]:
    for rule in group.rules:
        if isinstance(rule, GrafanaRule):
            yield from (query.datasource for query in rule.queries if query.datasource)
            if rule.record_to:
                yield rule.record_to


def _settings(project: Project) -> Iterator[tuple[NotificationSettings, Origin]]:
    for group in project.rule_groups:
        for rule in group.value.grafana_rules:
            if rule.notification_settings is not None:
                yield rule.notification_settings, group.origin


def _receivers(project: Project) -> Iterator[tuple[ContactPoint, Origin]]:
    for settings, origin in _settings(project):
        if isinstance(settings.receiver, ContactPoint):
            yield settings.receiver, origin
    for policy in project.policies:
        for node in nodes_of(policy.value):
            if isinstance(node.receiver, ContactPoint):
                yield node.receiver, policy.origin


def _timings(project: Project) -> Iterator[tuple[MuteTiming, Origin]]:
    for settings, origin in _settings(project):
        for timing in (*settings.mute, *settings.active):
            if isinstance(timing, MuteTiming):
                yield timing, origin
    for policy in project.policies:
        for route in routes_of(policy.value):
            for timing in (*route.mute, *route.active):
                if isinstance(timing, MuteTiming):
                    yield timing, policy.origin
