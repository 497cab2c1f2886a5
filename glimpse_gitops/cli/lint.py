"""`glimpse-gitops lint`"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import SettingsError
from ..model.finding import Severity
from ..report import REPORTERS
from ..workflow.lint import lint, needs_project
from .options import colour, project_option, project_root


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Choice(list(REPORTERS)), default="text", show_default=True, help="Form of the report."
)
@project_option
def command(project: Path | None, paths: tuple[Path, ...], output: str) -> int:
    """Check queries, labels and definitions, before anything runs.

    Without PATH everything that the project defines; with PATHs only what stands there, and Prometheus rule files
    (*.yml) that came from elsewhere. Exit 1 where there is an error.
    """
    report = lint(_root(project, paths), paths)
    click.echo(REPORTERS[output](report.findings, report.texts, color=colour()), nl=False)
    return 1 if any(finding.severity is Severity.ERROR for finding in report.findings) else 0


def _root(project: Path | None, paths: tuple[Path, ...]) -> Path | None:
    """The project's root; rule files alone can be linted without one."""
    try:
        return project_root(project)
    except SettingsError:
        if project is None and paths and not needs_project(paths):
            return None
        raise
