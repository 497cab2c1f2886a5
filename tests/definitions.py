"""Objects of a project as the loader would hand them on, made without files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource
from glimpse_gitops.model.folder import Folder
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
