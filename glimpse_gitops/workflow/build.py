"""`build`: load, compile, render, write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import GRAFANA_12
from ..files.leftovers import leftovers
from ..files.loader import load_project
from ..files.writer import WriteReport, remove, write_artifacts
from ..model.project import Project
from ..model.resource import ResourceKind
from ..model.rule_group import AlertRule
from ..promql.parser import parse
from ..render.formats import FORMATS


def build(root: Path, *, check: bool = False, form: str = "files") -> WriteReport:
    """Compile the project at `root` for Grafana 12 and write its files; with `check`, only compare them.

    Files that an earlier build made of a module which has gone are removed. `form` is one of `FORMATS`.
    """
    project = with_references(load_project(root))
    bundle = compile_project(project, GRAFANA_12).bundle
    files = FORMATS[form](project, bundle)
    report = write_artifacts(files, root, check=check)
    made = {file.path for file in files}
    if form == "files":
        uids = {resource.id.identity for resource in bundle.of_kind(ResourceKind.DASHBOARD)}
        old = leftovers(made, uids, root)
    else:
        old = leftovers(made, (), root, {path.partition("/")[0] for path in made})
    if not check:
        remove(old, root)
    return replace(report, left_over=old, broken=_broken(project))


def _broken(project: Project) -> tuple[str, ...]:
    """The rules that no Prometheus would load. Whatever else may be wrong with an expression, lint tells."""
    found = []
    for group in project.prometheus_groups:
        for rule in group.value.prometheus_rules:
            faults = parse(rule.expr, variables=False).faults
            if faults:
                name = rule.name if isinstance(rule, AlertRule) else rule.record
                found.append(f'{group.origin}: the expression of rule "{name}" is not valid: {faults[0].message}')
    return tuple(found)
