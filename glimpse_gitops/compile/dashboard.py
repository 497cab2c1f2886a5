"""Dashboards: whatever an author builds one with, as the JSON that Grafana would have saved."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import ProjectError
from ..model.datasource import Datasource
from ..model.folder import Folder
from ..model.json_dashboard import JsonDashboard
from ..model.origin import Origin
from ..model.project import Definition
from ..model.settings import Settings
from ..model.source_index import SourceIndex
from .annotations import finish_annotations
from .dashboard_origins import DashboardOrigins
from .field_config import finish_field_config
from .grid import lay_out
from .legacy import modernise_dashboard, modernise_panel
from .panel_ids import assign_ids
from .plain import Seen, to_plain
from .schema import finish_frame
from .targets import finish_targets
from .uid import is_uid
from .variables import finish_variables


@dataclass(frozen=True)
class CompiledDashboard:
    """One dashboard for one target."""

    uid: str
    title: str
    folder_uid: str
    """Empty for Grafana's root."""
    spec: Mapping[str, Any]
    """The classic JSON, without `id` and `version`."""
    panels: Mapping[int, int]
    """`id(panel object)` → panel id: alert rules name their panel by the object."""
    origins: Mapping[str, Origin]
    """JSON pointer → where the author wrote it: `""`, `/dashboard/panels/3/targets/0/expr`."""
    moved_from: str = ""
    """Its old uid; empty where it has none."""


def compile_dashboard(
    definition: Definition[Any],
    settings: Settings,
    sources: SourceIndex,
    schema_version: int,
    datasources: Sequence[Datasource] = (),
) -> CompiledDashboard:
    """The dashboard of one definition; a ProjectError names the variable and the place where it cannot be built.

    `datasources` are those that the project declares: plain grafanalib names them by their names.
    """
    if isinstance(definition.value, JsonDashboard):
        return _as_it_stands(definition, definition.value, settings)
    seen = Seen()
    plain = _plain(definition, seen)
    uid, title = _identity(plain, definition)
    try:
        panel_ids = finish(plain, schema_version, datasources)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProjectError(
            f"{definition.origin}: dashboard {definition.origin.variable} builds to JSON that is no dashboard: {error}",
            "compare it with the JSON model of a dashboard in Grafana: its settings show it",
        ) from error
    folder = getattr(definition.value, "folder", None)
    return CompiledDashboard(
        uid=uid,
        title=title,
        folder_uid=folder.uid if isinstance(folder, Folder) else settings.folder,
        spec=plain,
        panels=seen.ids(panel_ids),
        origins=DashboardOrigins(plain, definition.origin, sources, "/dashboard"),
        moved_from=_moved_from(definition),
    )


def _as_it_stands(definition: Definition[Any], given: JsonDashboard, settings: Settings) -> CompiledDashboard:
    """A dashboard that is kept as JSON: what a Grafana saved goes back to it unchanged."""
    spec = given.to_json_data()
    uid, title = _identity(spec, definition)
    folder = given.folder.uid if given.folder else settings.folder
    return CompiledDashboard(
        uid, title, folder, spec, panels={}, origins={"": definition.origin}, moved_from=_moved_from(definition)
    )


def _moved_from(definition: Definition[Any]) -> str:
    given = getattr(definition.value, "moved_from", "")
    return given if isinstance(given, str) else ""


def finish(dashboard: dict[str, Any], schema_version: int, datasources: Sequence[Datasource] = ()) -> dict[int, int]:
    """Make plain dashboard JSON into what Grafana would have saved, in place; `id(panel)` → panel id.

    What comes out is a fixpoint: finishing it again, or saving it in Grafana, changes nothing.
    """
    modernise_dashboard(dashboard)
    refs = finish_variables(dashboard, datasources)
    finish_annotations(dashboard, refs)
    finish_frame(dashboard, schema_version)
    panels: list[dict[str, Any]] = dashboard["panels"]
    for panel in panels:
        for one in (panel, *panel.get("panels", [])):
            modernise_panel(one)
            if one.get("type") != "row":
                finish_targets(one, refs)
                finish_field_config(one, schema_version)
    ids = assign_ids(panels)
    dashboard["panels"] = lay_out(panels)
    return ids


def _plain(definition: Definition[Any], seen: Seen) -> dict[str, Any]:
    where = f"{definition.origin}: dashboard {definition.origin.variable}"
    try:
        # Some grafanalib classes print while they build; what is printed must not reach the tool's own output.
        with contextlib.redirect_stdout(None):
            plain = to_plain(definition.value, seen)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        words = str(traceback.TracebackException(type(error), error, None))
        raise ProjectError(
            f"{where} cannot be built: {type(error).__name__}: {words}", "correct the value that it complains about"
        ) from error
    if not isinstance(plain, dict):
        raise ProjectError(f"{where} builds to {type(plain).__name__} instead of a JSON object")
    return plain


def _identity(plain: Mapping[str, Any], definition: Definition[Any]) -> tuple[str, str]:
    where = f"{definition.origin}: dashboard {definition.origin.variable}"
    title = plain.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ProjectError(f"{where} has no title", 'give it title="…"')
    uid = plain.get("uid")
    if not uid:
        raise ProjectError(
            f'{where} ("{title}") has no uid',
            'give it uid="…": without one, Grafana makes a new dashboard of it with every apply',
        )
    if not isinstance(uid, str) or not is_uid(uid):
        raise ProjectError(
            f'{where}: "{uid}" is not a uid', "use 1 to 40 letters, digits, hyphens and underscores of ASCII"
        )
    return uid, title
