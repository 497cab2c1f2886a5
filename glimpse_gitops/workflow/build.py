"""`build`: load, compile, render, write."""

from __future__ import annotations

from pathlib import Path

from ..compile.project import compile_project
from ..compile.references import with_references
from ..compile.target import GRAFANA_12
from ..files.loader import load_project
from ..files.writer import WriteReport, write_artifacts
from ..render.artifacts import artifacts


def build(root: Path, *, check: bool = False) -> WriteReport:
    """Compile the project at `root` for Grafana 12 and write its files; with `check`, only compare them."""
    project = with_references(load_project(root))
    bundle = compile_project(project, GRAFANA_12).bundle
    return write_artifacts(artifacts(project, bundle), root, check=check)
