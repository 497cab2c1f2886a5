"""The adapter of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..model.resource import ResourceKind
from .client import Client
from .contact_points import ContactPoints
from .dashboard_classic import DashboardClassic
from .dashboard_resources import DashboardResources
from .datasources import Datasources
from .folders import Folders
from .mute_timings import MuteTimings
from .policies import Policies
from .port import Adapter
from .rule_groups import RuleGroups
from .templates import Templates


def dashboards(client: Client) -> Adapter:
    """The way to dashboards that this Grafana offers."""
    return DashboardResources(client) if client.has_resource_api else DashboardClassic(client)


ADAPTERS: Mapping[ResourceKind, Callable[[Client], Adapter]] = {
    ResourceKind.FOLDER: Folders,
    ResourceKind.DATASOURCE: Datasources,
    ResourceKind.TEMPLATE: Templates,
    ResourceKind.MUTE_TIMING: MuteTimings,
    ResourceKind.CONTACT_POINT: ContactPoints,
    ResourceKind.POLICY: Policies,
    ResourceKind.DASHBOARD: dashboards,
    ResourceKind.RULE_GROUP: RuleGroups,
}


def adapters_for(client: Client) -> dict[ResourceKind, Adapter]:
    """All adapters on one connection, in the order of apply."""
    return {kind: make(client) for kind, make in ADAPTERS.items()}
