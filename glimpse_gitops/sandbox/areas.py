"""The endpoints of all areas: the routing table of the sandbox."""

from __future__ import annotations

from collections.abc import Iterable

from . import (
    alert_rules,
    alertmanager,
    contact_points,
    convert,
    dashboard_list,
    dashboard_resources,
    dashboard_versions,
    dashboards,
    datasource_health,
    datasources,
    display_names,
    folder_permissions,
    folder_resources,
    folders,
    mute_timings,
    notification_export,
    pages,
    policies,
    receivers_test,
    rule_export,
    rule_groups,
    rule_state,
    ruler,
    ruler_write,
    search,
    server_info,
    service_accounts,
    templates,
)
from .call import Route
from .versions import GrafanaVersion

AREAS = (
    server_info.ROUTES,
    folders.ROUTES,
    folder_permissions.ROUTES,
    dashboards.ROUTES,
    dashboard_versions.ROUTES,
    search.ROUTES,
    datasources.ROUTES,
    datasource_health.ROUTES,
    rule_export.ROUTES,
    alert_rules.ROUTES,
    rule_groups.ROUTES,
    ruler.ROUTES,
    ruler_write.ROUTES,
    rule_state.ROUTES,
    notification_export.ROUTES,
    contact_points.ROUTES,
    policies.ROUTES,
    mute_timings.ROUTES,
    templates.ROUTES,
    receivers_test.ROUTES,
    alertmanager.ROUTES,
    service_accounts.ROUTES,
)
RESOURCE_AREAS = (
    dashboard_resources.ROUTES,
    dashboard_list.ROUTES,
    folder_resources.ROUTES,
    display_names.ROUTES,
    receivers_test.NEW_ROUTES,
)


def routes(version: GrafanaVersion) -> Iterable[Route]:
    """What a version serves to identified callers."""
    for area in AREAS:
        yield from area
    if version.resource_apis:
        for area in RESOURCE_AREAS:
            yield from area
    if version.converts_prometheus_rules:
        yield from convert.ROUTES


def public_routes(version: GrafanaVersion) -> Iterable[Route]:
    """What needs no credentials."""
    return (*server_info.PUBLIC_ROUTES, *pages.ROUTES)
