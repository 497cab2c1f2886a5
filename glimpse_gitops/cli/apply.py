"""`glimpse-gitops apply`"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..report.plan_text import plan_text
from ..workflow.connection import Connection
from ..workflow.plan import planning
from ..workflow.safety import ensure_safe
from ..workflow.saved_plan import replanning
from ..workflow.soundness import ensure_sound
from .carry_out import carry_out, note_adopted
from .conduct import conduct_options, journal_folder
from .options import (
    choices_of,
    grafana_options,
    plan_options,
    project_option,
    project_root,
    ruler_options,
    server_line,
    spare_the_collector,
)


@click.command()
@click.argument("plan_file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@conduct_options
@ruler_options
@plan_options
@grafana_options
@project_option
def command(
    plan_file: Path | None,
    project: Path | None,
    connection: Connection,
    yes: bool,
    break_lease: bool,
    journal: Path | None,
    quiet: bool,
    verbose: bool,
    output: str,
    ruler: str,
    tenant: str,
    **chosen: object,
) -> int:
    """Make a Grafana be as the code says: show the plan, ask, write, say what was done.

    With PLAN_FILE, which `plan --out` wrote, exactly that plan is applied, without asking; where Grafana or the code
    has changed since then, nothing is.

    Objects that this project did not make are never overwritten without --adopt. Secrets come from the environment.
    Only one apply writes at a time; what was there before is kept in a journal, for `rollback`. Ctrl-C finishes what
    is being written and says what is left.
    """
    if plan_file is not None and any(chosen.values()):
        raise UsageError("a saved plan has its options already", "give them to `plan --out`, and review that plan")
    spare_the_collector()
    root = project_root(project)
    if ruler or tenant:
        from .ruler import apply_ruler, ensure_for_ruler

        elsewhere = {"PLAN_FILE": plan_file, "--break-lease": break_lease, "--journal": journal}
        choices = choices_of(chosen)
        ensure_for_ruler(ruler, tenant, choices, elsewhere)
        return apply_ruler(root, ruler, tenant, connection, choices, output=output, quiet=quiet, asked=yes)
    if plan_file:
        opened = replanning(root, plan_file, connection)
    else:
        opened = planning(root, connection, choices_of(chosen), lints=True)
    with opened as planned:
        if not quiet and output == "text":
            click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
            click.echo(plan_text(planned.plan, verbose=verbose))
        if planned.plan.is_empty:
            note_adopted(planned, break_lease=break_lease, quiet=quiet, output=output)
            return 0
        if not planned.choices.no_lint:
            # They take about as long as lint does, which looks meanwhile.
            planned.digests()
            for fault in ensure_sound(planned.soundness()):
                click.echo(f"warning: {fault}", err=True)
        ensure_safe(planned)
        asked = yes or plan_file is not None
        folder = journal_folder(root, journal)
        return carry_out(planned, folder, asked=asked, break_lease=break_lease, quiet=quiet, output=output)
