"""`glimpse-gitops apply`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import PartlyAppliedError, UsageError
from ..model.plan import Outcome
from ..report.plan_text import apply_text, plan_text
from ..workflow.apply import apply
from ..workflow.connection import Connection
from ..workflow.plan import Planned, planning
from ..workflow.safety import ensure_safe
from ..workflow.soundness import ensure_sound
from .options import choices_of, grafana_options, plan_options, project_option, project_root, server_line


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask: for CI.")
@plan_options
@grafana_options
@project_option
def command(project: Path | None, connection: Connection, yes: bool, **chosen: object) -> int:
    """Make a Grafana be as the code says: show the plan, ask, write, say what was done.

    Objects that this project did not make are never overwritten without --adopt. Secrets come from the environment.
    """
    with planning(project_root(project), connection, choices_of(chosen)) as planned:
        click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
        click.echo(plan_text(planned.plan))
        if planned.plan.is_empty:
            return 0
        if not planned.choices.no_lint:
            ensure_sound(planned)
        ensure_safe(planned)
        if not yes:
            _ask(planned)
        result = apply(planned)
    click.echo(apply_text(result), nl=False)
    if result.count(Outcome.FAILED) or result.count(Outcome.SKIPPED) or result.warnings:
        raise PartlyAppliedError(
            "not everything was applied", "see above why; the same command goes on where it stopped"
        )
    return 0


def _ask(planned: Planned) -> None:
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody can be asked here, since this is no terminal", "look at the plan above, then run it with --yes"
        )
    if not click.confirm(f"Apply this to {planned.client.address}?"):
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(130)
