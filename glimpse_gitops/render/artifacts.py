"""Every file that a project emits, each beside the module that it comes from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from ..errors import ProjectError
from ..model.artifact import Artifact
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceKind
from ..model.rule_group import RecordingRule, RuleGroup
from .dashboard_json import dashboard_json
from .prometheus_rules import prometheus_rules
from .stack.files import stack_files
from .stack.plan import StackPlan


def artifacts(project: Project, bundle: Bundle) -> tuple[Artifact, ...]:
    """All files: `alerts/y.py` → `alerts/y.yml`; `dashboards/x.py` → `x.json`, or one `x.<uid>.json` a dashboard.

    A dashboard that is kept as JSON has its own file, which is written in the same form. A monitoring stack makes the
    files of `STACK_FILES`.
    """
    rule_files = _rule_files(project)
    return (*_dashboards(bundle), *rule_files, *_stack(project, rule_files))


def _dashboards(bundle: Bundle) -> list[Artifact]:
    by_module: defaultdict[str, list[Resource]] = defaultdict(list)
    files = []
    for resource in bundle.of_kind(ResourceKind.DASHBOARD):
        path = resource.origin.path if resource.origin else ""
        if path.endswith(".json"):
            files.append(Artifact(path, dashboard_json(resource.spec["dashboard"])))
        else:
            by_module[path].append(resource)
    for module, resources in by_module.items():
        for resource in resources:
            suffix = ".json" if len(resources) == 1 else f".{resource.id.identity}.json"
            files.append(Artifact(_beside(module, suffix), dashboard_json(resource.spec["dashboard"])))
    _check_once([file.path for file in files])
    return files


def _check_once(paths: list[str]) -> None:
    twice = sorted({path for path in paths if paths.count(path) > 1})
    if twice:
        raise ProjectError(
            f"{twice[0]} is both kept as JSON and made from Python, or kept twice",
            "rename the file that JsonDashboard(…) names",
        )


def _rule_files(project: Project) -> list[Artifact]:
    by_module: defaultdict[str, list[RuleGroup]] = defaultdict(list)
    for definition in project.prometheus_groups:
        by_module[definition.origin.path].append(definition.value)
    return [Artifact(_beside(module, ".yml"), prometheus_rules(groups, module)) for module, groups in by_module.items()]


def _stack(project: Project, rule_files: list[Artifact]) -> list[Artifact]:
    rules = [rule for one in project.prometheus_groups for rule in one.value.prometheus_rules]
    recorded = tuple(dict.fromkeys(rule.record for rule in rules if isinstance(rule, RecordingRule)))
    paths = tuple(file.path for file in rule_files)
    return [
        file
        for one in project.stacks
        for file in stack_files(
            StackPlan(one.value, paths, recorded, tuple(project.catalogue.metrics)), one.origin.path
        )
    ]


def _beside(module: str, suffix: str) -> str:
    return str(PurePosixPath(module).with_suffix("")) + suffix
