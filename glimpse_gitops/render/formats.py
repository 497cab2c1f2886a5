"""The forms in which `build` writes a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..model.artifact import Artifact
from ..model.project import Project
from ..model.resource import Bundle
from .artifacts import artifacts
from .prometheus_operator import operator_files

FORMATS: Mapping[str, Callable[[Project, Bundle], tuple[Artifact, ...]]] = {
    "files": artifacts,
    "prometheus-operator": operator_files,
}
"""What `build --format` takes → the files that it makes."""
