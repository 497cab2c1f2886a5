"""The project that `lint` works on. What compiles or checks it is not imported here: unchanged files need neither."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..compile.references import with_references
from ..files.lint_paths import FoundFile
from ..files.loader import load_project
from ..model.project import Project
from .lint_files import relative


def load(root: Path) -> Project:
    """The project at `root` as its modules define it."""
    return with_references(load_project(root))


def not_of(project: Project, found: Sequence[FoundFile], base: Path) -> list[FoundFile]:
    """The files that no module of the project names as its own, as `JsonDashboard` does."""
    own = {definition.origin.path for definition in project.dashboards}
    return [file for file in found if relative(file.path, base) not in own]
