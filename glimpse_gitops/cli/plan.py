"""`glimpse-gitops plan`"""

from __future__ import annotations

from pathlib import Path

import click

from ..report.plan_text import plan_text
from ..workflow.connection import Connection
from ..workflow.plan import planning
from ..workflow.soundness import errors_in
from .options import choices_of, grafana_options, plan_options, project_option, project_root, server_line


@click.command()
@click.option("--exit-code", is_flag=True, help="Exit 5 where there are changes.")
@click.option("-v", "--verbose", is_flag=True, help="Name every object that is left alone.")
@plan_options
@grafana_options
@project_option
def command(project: Path | None, connection: Connection, exit_code: bool, verbose: bool, **chosen: object) -> int:
    """Show what an apply would change in a Grafana, object by object and field by field.

    Only reads: no request but GET is sent. Secrets that are not set here are not checked.
    """
    with planning(project_root(project), connection, choices_of(chosen)) as planned:
        click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
        click.echo(plan_text(planned.plan, verbose=verbose), nl=False)
        if not planned.choices.no_lint and (errors := errors_in(planned)):
            count = f"{len(errors)} error{'s' * (len(errors) > 1)}"
            click.echo(f"next:  lint finds {count}, and apply stops at that: glimpse-gitops lint", err=True)
        if planned.plan.refused:
            click.echo("next:  what is refused (!) stops an apply: --adopt, or take it out of the code", err=True)
        if not planned.choices.allow_reset_firing and any(one.resets_firing for one in planned.plan.impacts):
            click.echo("next:  an apply would resolve alerts that are firing: it needs --allow-reset-firing", err=True)
        return 5 if exit_code and not planned.plan.is_empty else 0
