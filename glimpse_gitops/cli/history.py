"""`glimpse-gitops history`"""

from __future__ import annotations

from pathlib import Path

import click

from ..files.journal import read_run, runs_in
from ..plan.run_changes import run_changes
from ..report.history_text import history_json, history_text, run_text
from .conduct import journal_folder, journal_option
from .options import project_option, project_root


@click.command()
@click.argument("run", required=False)
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", help="What is printed.")
@journal_option
@project_option
def command(run: str | None, project: Path | None, journal: Path | None, output: str) -> int:
    """List the runs of apply and rollback that left a journal on this machine, the latest first.

    With RUN (an id, the beginning of one, or `last`) show what that run changed in each object.
    """
    folder = journal_folder(project_root(project), journal)
    runs = [read_run(folder, run)] if run else runs_in(folder)
    if output == "json":
        click.echo(history_json(runs), nl=False)
    elif run:
        click.echo(run_text(runs[0], run_changes(runs[0])), nl=False)
        click.echo(f"next:  glimpse-gitops rollback {runs[0].head.id} undoes it", err=True)
    else:
        click.echo(history_text(runs), nl=False)
        if runs:
            click.echo("next:  glimpse-gitops history RUN shows what one of them changed", err=True)
    return 0
