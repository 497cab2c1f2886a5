"""`glimpse-gitops history`"""

from __future__ import annotations

from pathlib import Path

import click

from ..files.journal import runs_in
from ..report.history_text import history_json, history_text
from .conduct import journal_folder, journal_option
from .options import project_option, project_root


@click.command()
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", help="What is printed.")
@journal_option
@project_option
def command(project: Path | None, journal: Path | None, output: str) -> int:
    """List the runs of apply and rollback that left a journal on this machine, the latest first."""
    runs = runs_in(journal_folder(project_root(project), journal))
    click.echo(history_json(runs) if output == "json" else history_text(runs), nl=False)
    return 0
