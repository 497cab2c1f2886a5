"""`glimpse-gitops init`"""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ..workflow.init import ensure_empty, init, local_source


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--owner", default="", help="The name under which it owns objects in Grafana; by default the folder's.")
def command(folder: Path | None, owner: str) -> int:
    """Start a new repository in FOLDER: a dashboard, an alert, a contact point, a Makefile and a CI workflow.

    Without FOLDER it is the working directory, which must be empty, or a new clone. It builds, lints and applies as it
    is. Files that are there already are never overwritten.
    """
    if folder is None:
        folder = Path()
        ensure_empty(folder)
    for path in init(folder, owner):
        click.echo(f"{folder / path}")
    if local := local_source():
        places = f"{folder / 'Makefile'} (PACKAGE) and {folder / 'pyproject.toml'} (dependencies)"
        click.echo(f"\nnote:  it installs glimpse-gitops from {local}, which only this machine has", err=True)
        click.echo(f"       for CI, change {places} to where CI can install it from", err=True)
    steps = [
        ("make demo", "everything on this machine, against a stand-in for Grafana"),
        ("make plan", "what would change at GRAFANA_URL, with GRAFANA_TOKEN or GRAFANA_USER and GRAFANA_PASSWORD"),
        ("make apply", "make it so; then edit dashboards/overview.py and alerts/service.py"),
    ]
    if folder.resolve() != Path.cwd():
        steps.insert(0, (f"cd {shlex.quote(str(folder))}", ""))
    click.echo("\nnext:", err=True)
    for step, purpose in steps:
        click.echo(f"  {step:<10}  {purpose}".rstrip(), err=True)
    return 0
