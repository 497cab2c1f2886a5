"""`glimpse-gitops init`"""

from __future__ import annotations

from pathlib import Path

import click

from ..workflow.init import init, local_source


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--owner", default="", help="The name under which it owns objects in Grafana; by default the folder's.")
def command(folder: Path, owner: str) -> int:
    """Start a new repository in FOLDER: a dashboard, an alert, a contact point, a Makefile and a CI workflow.

    It builds, lints and applies as it is. Files that are there already are never overwritten.
    """
    for path in init(folder, owner):
        click.echo(f"{folder / path}")
    if local := local_source():
        click.echo(f"\nnote:  it installs glimpse-gitops from {local}, which only this machine has", err=True)
    click.echo("\nnext:  make demo shows it all on this machine; then edit dashboards/overview.py", err=True)
    return 0
