"""Every file that a project emits, each beside the module that it comes from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from ..model.artifact import Artifact
from ..model.project import Project
from ..model.resource import Bundle, Resource, ResourceKind
from ..model.rule_group import RuleGroup
from .dashboard_json import dashboard_json
from .prometheus_rules import prometheus_rules


def artifacts(project: Project, bundle: Bundle) -> tuple[Artifact, ...]:
    """All files: `alerts/y.py` → `alerts/y.yml`; `dashboards/x.py` → `x.json`, or one `x.<uid>.json` a dashboard."""
    return (*_dashboards(bundle), *_rule_files(project))


def _dashboards(bundle: Bundle) -> list[Artifact]:
    by_module: defaultdict[str, list[Resource]] = defaultdict(list)
    for resource in bundle.of_kind(ResourceKind.DASHBOARD):
        by_module[resource.origin.path if resource.origin else ""].append(resource)
    files = []
    for module, resources in by_module.items():
        for resource in resources:
            suffix = ".json" if len(resources) == 1 else f".{resource.id.identity}.json"
            files.append(Artifact(_beside(module, suffix), dashboard_json(resource.spec["dashboard"])))
    return files


def _rule_files(project: Project) -> list[Artifact]:
    by_module: defaultdict[str, list[RuleGroup]] = defaultdict(list)
    for definition in project.prometheus_groups:
        by_module[definition.origin.path].append(definition.value)
    return [Artifact(_beside(module, ".yml"), prometheus_rules(groups, module)) for module, groups in by_module.items()]


def _beside(module: str, suffix: str) -> str:
    return str(PurePosixPath(module).with_suffix("")) + suffix
