"""Objects of a project as the loader would hand them on, made without files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.monitoring_stack import Container, MonitoringStack, OtelCollector, Store
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.policy import NotificationPolicy
from glimpse_gitops.model.project import Definition, Project
from glimpse_gitops.model.rule_group import RuleGroup
from glimpse_gitops.model.settings import Settings
from glimpse_gitops.model.template import Template

SETTINGS = Settings(owner="shop", project="p-1", folder="shop", datasource="prom")

_FIELDS: tuple[tuple[type, str], ...] = (
    (Folder, "folders"),
    (Datasource, "datasources"),
    (RuleGroup, "rule_groups"),
    (ContactPoint, "contact_points"),
    (NotificationPolicy, "policies"),
    (MuteTiming, "mute_timings"),
    (Template, "templates"),
    (MonitoringStack, "stacks"),
    (dict, "dashboards"),
)

Value = TypeVar("Value")


def defined(value: Value, line: int = 1, path: str = "alerts/app.py") -> Definition[Value]:
    """The object as if it stood at that line of that module."""
    return Definition(value, Origin(path, line, variable="it"))


def project_of(*values: Any, settings: Settings = SETTINGS) -> Project:
    """A project of these objects, the first at line 1 of `alerts/app.py`, the second at line 2, and so on."""
    found: dict[str, Any] = {}
    for line, value in enumerate(values, start=1):
        field = next(field for kind, field in _FIELDS if isinstance(value, kind))
        found[field] = (*found.get(field, ()), defined(value, line))
    return Project(settings, **found)


def dashboard(uid: str, title: str, panels: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    """A dashboard as plain JSON."""
    return {"uid": uid, "title": title, "panels": list(panels)}


def monitoring_stack(**given: Any) -> MonitoringStack:
    """A stack named `shop` that scrapes every half a minute."""
    return MonitoringStack(
        **{
            "name": "shop",
            "scrape_interval": "30s",
            "collector": OtelCollector(host="collector", image="example/collector:1", port=8889),
            "prometheus": Store(
                host="prom", image="example/prom:1", port=9090, published=9091, uid="prom", retention="40d"
            ),
            "tempo": Store(host="tempo", image="example/tempo:1", port=3200, uid="tempo", retention="7d"),
            "loki": Store(host="loki", image="example/loki:1", port=3100, uid="loki", retention="36h"),
            "promtail": Container(host="promtail", image="example/promtail:1", port=9080),
            "alloy": Container(host="alloy", image="example/alloy:1", port=12345),
            "grafana": Container(host="grafana", image="example/grafana:1", port=3000, published=3003),
            **given,
        }
    )
