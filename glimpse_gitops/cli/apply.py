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
from ..workflow.saved_plan import replanning
from ..workflow.soundness import ensure_sound
from .options import (
    choices_of,
    grafana_options,
    plan_options,
    project_option,
    project_root,
    server_line,
    spare_the_collector,
)


@click.command()
@click.argument("plan_file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask: for CI.")
@plan_options
@grafana_options
@project_option
def command(plan_file: Path | None, project: Path | None, connection: Connection, yes: bool, **chosen: object) -> int:
    """Make a Grafana be as the code says: show the plan, ask, write, say what was done.

    With PLAN_FILE, which `plan --out` wrote, exactly that plan is applied, without asking; where Grafana or the code
    has changed since then, nothing is.

    Objects that this project did not make are never overwritten without --adopt. Secrets come from the environment.
    """
    if plan_file is not None and any(chosen.values()):
        raise UsageError("a saved plan has its options already", "give them to `plan --out`, and review that plan")
    spare_the_collector()
    root = project_root(project)
    opened = replanning(root, plan_file, connection) if plan_file else planning(root, connection, choices_of(chosen))
    with opened as planned:
        click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
        click.echo(plan_text(planned.plan))
        if planned.plan.is_empty:
            return 0
        if not planned.choices.no_lint:
            ensure_sound(planned)
        ensure_safe(planned)
        if not yes and plan_file is None:
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
