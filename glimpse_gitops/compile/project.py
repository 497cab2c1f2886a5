"""A whole project compiled for one Grafana: `compile_project(project, target)` → the desired bundle."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ..errors import ProjectError
from ..model.grafana_rule import GrafanaRule
from ..model.project import Definition, Project
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..model.rule_group import AlertRule, RuleGroup
from .checks import check_project, check_resources
from .contact_point import compile_contact_point
from .dashboard import CompiledDashboard, compile_dashboard
from .datasource import compile_datasource
from .environment import in_environment
from .folder import compile_folder
from .mute_timing import compile_mute_timing
from .policy import compile_policy
from .references import with_references
from .rule_group import compile_rule_group
from .target import Target
from .template import compile_template


@dataclass(frozen=True)
class Compiled:
    """The desired bundle, and what the target cannot hold of it."""

    bundle: Bundle
    warnings: tuple[str, ...] = ()


def compile_project(project: Project, target: Target) -> Compiled:
    """Every object of the project for `target`; a ProjectError names all contradictions at once."""
    project = with_references(project)
    check_project(project)
    datasources = [definition.value for definition in project.datasources]
    dashboards = [
        compile_dashboard(definition, project.settings, project.sources, target.schema_version, datasources)
        for definition in project.dashboards
    ]
    resources = [
        *(compile_folder(one, target) for one in project.folders if one.value.managed),
        *(compile_datasource(one) for one in project.datasources if one.value.managed),
        *map(compile_template, project.templates),
        *(compile_mute_timing(one) for one in project.mute_timings if one.value.managed),
        *(compile_contact_point(one, project.settings.values) for one in project.contact_points if one.value.managed),
        *map(compile_policy, project.policies),
        *_rule_groups(project, dashboards, target),
        *map(_dashboard_resource, dashboards),
    ]
    check_resources(resources, target, project.settings.owner)
    return Compiled(in_environment(Bundle(resources), project.settings.environment), _warnings(project, target))


def _dashboard_resource(compiled: CompiledDashboard) -> Resource:
    return Resource(
        ResourceId(ResourceKind.DASHBOARD, compiled.uid),
        compiled.title,
        {"folderUid": compiled.folder_uid, "dashboard": compiled.spec},
        origins=compiled.origins,
        moved_from=ResourceId(ResourceKind.DASHBOARD, compiled.moved_from) if compiled.moved_from else None,
    )


def _rule_groups(project: Project, dashboards: list[CompiledDashboard], target: Target) -> list[Resource]:
    panels = _PanelIndex(dashboards)
    return [
        compile_rule_group(
            definition,
            _folder_uid(project, definition),
            _datasource(project, definition) if definition.value.alert_rules else {},
            partial(panels.find, definition),
            target,
            project.sources,
        )
        for definition in project.rule_groups
        if definition.value.grafana_rules and definition.value.evaluated_by == "grafana"
    ]


def _folder_uid(project: Project, group: Definition[RuleGroup]) -> str:
    if group.value.folder is not None:
        return group.value.folder.uid
    if project.settings.folder:
        return project.settings.folder
    raise ProjectError(
        f'{group.origin}: rule group "{group.value.name}" names no folder, '
        "and Grafana keeps alert rules in folders only",
        'give it folder=…, or set `folder = "<uid>"` in [tool.glimpse-gitops]',
    )


def _datasource(project: Project, group: Definition[RuleGroup]) -> Mapping[str, str]:
    if group.value.datasource is not None:
        return group.value.datasource.reference
    if not project.settings.datasource:
        raise ProjectError(
            f'{group.origin}: rule group "{group.value.name}" names no data source to query',
            'give it datasource=…, or set `datasource = "<uid>"` in [tool.glimpse-gitops]',
        )
    for definition in project.datasources:
        if definition.value.uid == project.settings.datasource:
            return definition.value.reference
    return {"type": "prometheus", "uid": project.settings.datasource}


class _PanelIndex:
    """Panels by the object that authors hold in their hands, and by `dashboard-uid/Panel title`."""

    def __init__(self, dashboards: list[CompiledDashboard]) -> None:
        self._objects = {key: (one.uid, panel) for one in dashboards for key, panel in one.panels.items()}
        self._titles = {
            f"{one.uid}/{panel['title']}": (one.uid, panel["id"])
            for one in dashboards
            for around in one.spec.get("panels") or ()
            for panel in (around, *(around.get("panels") or ()))
            if panel.get("title") and panel.get("type") != "row" and panel.get("id")
        }

    def find(self, home: Definition[RuleGroup], rule: AlertRule | GrafanaRule) -> tuple[str, int] | None:
        if rule.panel is None:
            return None
        if isinstance(rule.panel, str):
            if rule.panel in self._titles:
                return self._titles[rule.panel]
            close = difflib.get_close_matches(rule.panel, self._titles, n=1)
            hint = f'did you mean "{close[0]}"?' if close else 'write it as "dashboard-uid/Panel title"'
            raise ProjectError(
                f'{home.origin}: alert rule "{rule.name}" names panel "{rule.panel}", which is on no dashboard', hint
            )
        if id(rule.panel) in self._objects:
            return self._objects[id(rule.panel)]
        raise ProjectError(
            f'{home.origin}: alert rule "{rule.name}" refers to a panel that is on no dashboard of this project',
            'put the panel on a dashboard, or name one as panel="dashboard-uid/Panel title"',
        )


def _warnings(project: Project, target: Target) -> tuple[str, ...]:
    if target.knows_keep_firing_for:
        return ()
    return tuple(
        f'Grafana {target.name} does not know keep_firing_for: alert rule "{rule.name}" goes without it'
        for definition in project.rule_groups
        if definition.value.evaluated_by == "grafana"
        for rule in definition.value.grafana_rules
        if rule.keep_firing_for
    )
