"""`glimpse-gitops build`"""

from __future__ import annotations

from pathlib import Path

import click

from ..workflow.build import build
from .json_answer import echo_document, json_option
from .options import project_option, project_root, spare_the_collector


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where a file is not what the code gives.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["files", "prometheus-operator"]),
    default="files",
    show_default=True,
    help="prometheus-operator: Kubernetes resources in kubernetes/.",
)
@json_option
@project_option
def command(project: Path | None, check: bool, form: str, output: str) -> int:
    """Compile the Python definitions into files: dashboards/*.json and alerts/*.yml, each beside its source.

    Files are written only where their content changes. Commit them: reviewers see what a change does, Prometheus and
    promtool take the rule files as they are, and `build --check` in CI proves that they are up to date.
    """
    spare_the_collector()
    report = build(project_root(project), check=check, form=form)
    stale = check and bool(report.written or report.left_over)
    for fault in report.broken:
        click.echo(f"warning: {fault}", err=True)
    if output == "json":
        from ..report.build_json import build_json

        echo_document(build_json(report.written, report.unchanged, report.left_over, check=check))
        return 1 if stale else 0
    verb = "is not what the code gives" if check else "written"
    for path in report.written:
        click.echo(f"{path}: {verb}")
    for path in report.left_over:
        click.echo(f"{path}: {'of a module that has gone' if check else 'removed, its module has gone'}")
    if stale:
        again = "glimpse-gitops build" if form == "files" else f"glimpse-gitops build --format {form}"
        click.echo(f"next:  run `{again}` and commit what it writes", err=True)
        return 1
    click.echo(f"{len(report.written)} written, {len(report.unchanged)} unchanged")
    if report.broken:
        click.echo(
            "next:  Prometheus refuses the whole file of such a rule: glimpse-gitops lint shows the place", err=True
        )
    return 0
