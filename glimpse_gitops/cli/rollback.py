"""`glimpse-gitops rollback`"""

from __future__ import annotations

from pathlib import Path

import click

from ..model.plan import ApplyResult
from ..model.plan_choices import PlanChoices
from ..report.plan_text import plan_text
from ..workflow.connection import Connection
from ..workflow.rollback import instead_of, rolling_back
from ..workflow.safety import ensure_safe
from .carry_out import carry_out, show_result
from .conduct import conduct_options, journal_folder
from .options import grafana_options, project_option, project_root, server_line

_NEXT = "revert the change in the code, or the next apply makes it again"
_NEXT_AGAIN = "glimpse-gitops plan, which shows whether the code says so too"


@click.command()
@click.argument("run")
@click.option("--overwrite-drift", is_flag=True, help="Roll back what was changed since that run as well.")
@click.option("--allow-reset-firing", is_flag=True, help="Change rules although that resolves their firing alerts.")
@conduct_options
@grafana_options
@project_option
def command(
    run: str,
    project: Path | None,
    connection: Connection,
    overwrite_drift: bool,
    allow_reset_firing: bool,
    yes: bool,
    break_lease: bool,
    journal: Path | None,
    quiet: bool,
    verbose: bool,
    output: str,
) -> int:
    """Undo RUN: an id of `history`, the beginning of one, or `last`.

    What the run created is deleted, what it changed is put back, what it deleted is made again; contact points get
    today's secrets. Shows the plan and asks, as `apply` does. Objects that were changed since then are refused.

    The code stays as it is: revert the change there too, or the next apply makes it again. After a rollback, `last` is
    that rollback: to roll it back makes the change again.
    """
    root = project_root(project)
    folder = journal_folder(root, journal)
    choices = PlanChoices(overwrite_drift=overwrite_drift, allow_reset_firing=allow_reset_firing)
    with rolling_back(root, connection, folder, run, choices) as (planned, record):
        head = record.head
        undone = head.command.partition(" ")[2]
        if not quiet and output == "text":
            click.echo(server_line(planned.client, planned.manifest.owner))
            click.echo(f"undoing {head.command.partition(' ')[0]} {head.id} of {head.started}, by {head.by}")
            click.echo(f"which undid {undone}: what that run did is made again\n" if undone else "")
            click.echo(plan_text(planned.plan, verbose=verbose))
        if planned.plan.is_empty:
            show_result(planned, ApplyResult((), planned.client.writes), quiet=True, output=output)
            return 0
        ensure_safe(planned, instead_of(record, planned.plan, folder))
        code = carry_out(
            planned,
            folder,
            asked=yes,
            break_lease=break_lease,
            quiet=quiet,
            output=output,
            command=f"rollback {head.id}",
            question=f"Make again what {undone} did, in" if undone else f"Undo {head.id} in",
        )
        if code == 0:
            click.echo(f"next:  {_NEXT_AGAIN if undone else _NEXT}", err=True)
        return code
