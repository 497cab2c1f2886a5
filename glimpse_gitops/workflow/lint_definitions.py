"""The part of `lint` that is about the project's own definitions: compile, run the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..compile.project import compile_project
from ..compile.target import GRAFANA_12
from ..files.foreign_files import foreign_from_bytes
from ..lint.asides import Asides
from ..lint.conclusion import Concluded
from ..lint.not_checked import not_checked
from ..lint.runner import conclude
from ..model.document import Document
from ..model.lint_choices import LintChoices
from ..model.not_checked import NotChecked
from ..model.project import Project

SETTINGS_FILE = "pyproject.toml"


def findings_in(
    project: Project, base: Path, wanted: Sequence[str] | None, choices: LintChoices, asides: Asides
) -> Concluded:
    """What is found in the project's own definitions, as far as it lies at the paths that are wanted."""
    bundle = compile_project(project, GRAFANA_12).bundle
    told = replace(asides, comments=project.comments)
    found = conclude(project, bundle, choices=choices, asides=told, documents=_documents(project, base))
    if wanted is None:
        return found
    there = [one for one in found.findings if _lies_under(one.origin.path, [*wanted, SETTINGS_FILE])]
    return Concluded(tuple(there), found.needed)


def not_checked_in(project: Project, base: Path, choices: LintChoices) -> tuple[NotChecked, ...]:
    """What could not be checked in the project's own definitions."""
    bundle = compile_project(project, GRAFANA_12).bundle
    return not_checked(project, bundle, _documents(project, base), choices)


def _documents(project: Project, base: Path) -> dict[str, Document]:
    """The dashboards that the project keeps as JSON, by path."""
    paths = {definition.origin.path for definition in project.dashboards if definition.origin.path.endswith(".json")}
    files = [foreign_from_bytes(path, (base / path).read_bytes()) for path in sorted(paths)]
    return {file.path: file.documents[0].document for file in files if file.documents}


def _lies_under(path: str, wanted: Sequence[str]) -> bool:
    return any(place in (".", path) or path.startswith(f"{place}/") for place in wanted)
