"""A project from its modules: every public object of a known kind, once, with the place where it is defined."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from ..compile.checks import raise_all
from ..errors import GlimpseError, ProjectError
from ..model.catalogue import Catalogue, EmptyCatalogue
from ..model.contact_point import ContactPoint
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.json_dashboard import JsonDashboard
from ..model.label import Label
from ..model.metric import Metric
from ..model.monitoring_stack import MonitoringStack
from ..model.mute_timing import MuteTiming
from ..model.origin import Origin
from ..model.policy import NotificationPolicy
from ..model.project import Definition, Project
from ..model.rule_group import RuleGroup
from ..model.settings import Settings
from ..model.template import Template
from ..model.type_faults import type_faults
from .catalogue_lock import read_lock
from .json_dashboards import with_content
from .modules import LoadedModule, described, load_modules
from .scrape_interval import with_scrape_interval
from .settings import load_settings
from .source_index import build_source_index, comments_of

_FIELDS: dict[type, str] = {
    Folder: "folders",
    Datasource: "datasources",
    RuleGroup: "rule_groups",
    ContactPoint: "contact_points",
    NotificationPolicy: "policies",
    MuteTiming: "mute_timings",
    Template: "templates",
    Catalogue: "catalogues",
    Metric: "metrics",
    MonitoringStack: "stacks",
    JsonDashboard: "dashboards",
}
"""Known kinds → the field that collects them."""

_BUILDS = ("to_json_data", "to_json", "build")
_ROW_KEYS = {"type", "gridPos", "collapse"}
"""What rows have beside title and panels, and dashboards have not."""


def load_project(root: Path, environment: str = "") -> Project:
    """Run the modules of the project at `root` and collect what they define, as it is in `environment`."""
    root = root.resolve()
    settings = load_settings(root, environment)
    modules = load_modules(root, settings.environment)
    found: dict[str, list[Definition[Any]]] = {field: [] for field in _FIELDS.values()}
    for field, definition in _definitions(modules):
        found[field].append(definition)
    raise_all(
        [
            f"{one.origin}: {fault}"
            for field, definitions in found.items()
            for one in definitions
            # The parts of a dashboard were checked as they were made.
            for fault in type_faults(one.value, one.origin.variable, inside=field != "dashboards")
        ]
    )
    found["dashboards"] = [
        with_content(one, root) if isinstance(one.value, JsonDashboard) else one for one in found["dashboards"]
    ]
    files = {one.origin.path for one in found["dashboards"] if isinstance(one.value, JsonDashboard)}
    catalogue = _catalogue(found.pop("catalogues"), found.pop("metrics"))
    catalogue = with_scrape_interval(catalogue, found["stacks"])
    texts = {module.path: module.text for module in modules}
    return Project(
        _with_severities(settings, modules, catalogue),
        **{field: tuple(definitions) for field, definitions in found.items()},
        catalogue=catalogue,
        lock=read_lock(root),
        online=None,
        sources=build_source_index(texts).without_literals_in(files),
        comments={path: comments_of(text) for path, text in texts.items() if "glimpse:" in text},
    )


def _with_severities(settings: Settings, modules: Iterable[LoadedModule], catalogue: Catalogue) -> Settings:
    """The settings, with the values of the modules' own `Label("severity", …)` where the settings list none.

    A label of metrics by that name says nothing of alerts.
    """
    if settings.severities != Settings.severities:
        return settings
    of_metrics = {id(label) for metric in catalogue.metrics for label in metric.labels}
    labels = [value for module in modules for _, value in _public(module) if issubclass(type(value), Label)]
    own = [label for label in labels if label.name == "severity" and id(label) not in of_metrics]
    values = dict.fromkeys(value for label in own for value in label.values)
    return replace(settings, severities=tuple(values)) if values else settings


def _definitions(modules: Iterable[LoadedModule]) -> Iterator[tuple[str, Definition[Any]]]:
    """Each object once: at the module that assigns it rather than at one that imports it."""
    named = [(module, name, value) for module in modules for name, value in _public(module)]
    named.sort(key=lambda one: one[1] not in one[0].assigned)
    seen: set[int] = set()
    collected = []
    for module, name, value in named:
        for variable, item in _items(name, value, module.path):
            with _looking(f"{module.path}: {variable}"):
                item = _unwrapped(item, f"{module.path}: {variable}")
                field = _field_of(item)
            if field and id(item) not in seen:
                seen.add(id(item))
                line = module.assigned.get(name) or module.imported.get(name, 1)
                origin = Origin(module.path, line, variable=variable)
                collected.append((field, Definition(item, origin)))
    order = {module.path: position for position, module in enumerate(modules)}
    collected.sort(key=lambda one: (order[one[1].origin.path], one[1].origin.line))
    yield from collected


def _public(module: LoadedModule) -> Iterator[tuple[str, Any]]:
    # A module may put another object in its own place.
    for name, value in list(vars(module.module).items()) if type(module.module) is ModuleType else ():
        if not name.startswith("_") and not issubclass(type(value), type):
            yield name, value


def _items(name: str, value: Any, path: str) -> list[tuple[str, Any]]:
    """What a variable holds, each with its name: the items of a list or a tuple."""
    if not issubclass(type(value), list | tuple):
        return [(name, value)]
    with _looking(f"{path}: {name}"):
        return [(f"{name}[{index}]", one) for index, one in enumerate(value)]


@contextlib.contextmanager
def _looking(where: str) -> Iterator[None]:
    """An object of the user's may do anything when somebody looks at it, and that may fail in any way."""
    try:
        yield
    except (KeyboardInterrupt, GlimpseError):
        raise
    except BaseException as error:
        raise ProjectError(
            f"{where} cannot be looked at: {described(error)}", "give it a name that starts with _"
        ) from None


def _unwrapped(value: Any, where: str) -> Any:
    """The dashboard inside what Grafana's classic API takes and gives: `{"dashboard": {…}}`."""
    if not isinstance(value, dict):
        return value
    if {"apiVersion", "spec"} <= value.keys() and value.get("kind", "Dashboard") == "Dashboard":
        raise ProjectError(
            f"{where} is a resource of Kubernetes' form, with apiVersion and spec, and no classic dashboard JSON",
            "export the dashboard as classic JSON and give that, with its uid and title",
        )
    inner = value.get("dashboard")
    return inner if _field_of(inner) == "dashboards" else value


def _field_of(value: Any) -> str:
    for kind, field in _FIELDS.items():
        if isinstance(value, kind):
            return field
    return "dashboards" if _is_dashboard(value) else ""


def _is_dashboard(value: Any) -> bool:
    """An object with a title and panels that is, or builds to, JSON. Rows have both, and panels inside them."""
    if isinstance(value, dict):
        return "title" in value and ("panels" in value or "rows" in value) and not _ROW_KEYS & value.keys()
    if not any(callable(getattr(value, name, None)) for name in _BUILDS):
        return False
    if hasattr(value, "title") and not any(hasattr(value, key) for key in _ROW_KEYS):
        return hasattr(value, "panels") or hasattr(value, "rows")
    # foundation-sdk's builders keep all of their state to themselves: their name tells.
    return type(value).__name__ == "Dashboard" and callable(getattr(value, "build", None))


def _catalogue(catalogues: list[Definition[Catalogue]], metrics: list[Definition[Metric]]) -> Catalogue:
    if len(catalogues) > 1:
        places = " and ".join(str(definition.origin) for definition in catalogues)
        raise ProjectError(
            f"there are two catalogues, at {places}", "keep one Catalogue; metrics may stand in several files"
        )
    inside = {id(metric) for definition in catalogues for metric in definition.value.metrics}
    loose = [definition for definition in metrics if id(definition.value) not in inside]
    _check_once(
        [
            *((metric.name, catalogue.origin) for catalogue in catalogues for metric in catalogue.value.metrics),
            *((metric.value.name, metric.origin) for metric in loose),
        ]
    )
    added = [definition.value for definition in loose]
    if catalogues:
        given = catalogues[0].value
        return replace(given, metrics=[*given.metrics, *added])
    return Catalogue(added) if added else EmptyCatalogue()


def _check_once(declared: Iterable[tuple[str, Origin]]) -> None:
    places: dict[str, Origin] = {}
    for name, origin in declared:
        if name in places:
            raise ProjectError(
                f'metric "{name}" is declared twice: {places[name]} and {origin}', "declare each metric once"
            )
        places[name] = origin
