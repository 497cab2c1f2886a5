"""`glimpse-gitops plan`"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..model.plan import Cause
from ..model.query_check import QueryCheck
from ..report.count import counted
from ..report.plan_json import plan_json
from ..report.plan_markdown import plan_markdown
from ..report.plan_text import plan_text
from ..report.query_checks_text import query_check_lines
from ..workflow.connection import Connection
from ..workflow.plan import Planned, planning
from ..workflow.saved_plan import head_of, save_plan
from .json_answer import echo_document
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
@click.option("--exit-code", is_flag=True, help="Exit 5 where there are changes.")
@click.option("-v", "--verbose", is_flag=True, help="Name every object that is left alone.")
@click.option("-o", "--output", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Save the plan, for `apply FILE`.")
@click.option("--all", "everywhere", is_flag=True, help="Every environment of pyproject.toml, side by side.")
@click.option("--check-queries", is_flag=True, help="Run each new or changed query once, through Grafana.")
@ruler_options
@plan_options
@grafana_options
@project_option
def command(
    project: Path | None,
    connection: Connection,
    exit_code: bool,
    verbose: bool,
    output: str,
    out: Path | None,
    everywhere: bool,
    check_queries: bool,
    ruler: str,
    tenant: str,
    **chosen: object,
) -> int:
    """Show what an apply would change in a Grafana, object by object and field by field.

    Only reads: no request but GET is sent. Secrets that are not set here are not checked.
    """
    spare_the_collector()
    root, choices = project_root(project), choices_of(chosen)
    if ruler or tenant:
        from .ruler import ensure_for_ruler, plan_for_ruler

        elsewhere = {"--all": everywhere, "--out": out, "--check-queries": check_queries}
        ensure_for_ruler(ruler, tenant, choices, {**elsewhere, "-o markdown": output == "markdown"})
        return plan_for_ruler(root, ruler, tenant, connection, choices, output=output, exit_code=exit_code)
    if everywhere:
        if connection.environment or connection.url or out or output == "markdown":
            raise UsageError(
                "--all goes to the address of each environment, and shows a table (or -o json)",
                "leave out --env, --url, --out and -o markdown, or leave out --all",
            )
        from .plan_all import show_matrix

        return show_matrix(root, connection, choices, verbose=verbose, exit_code=exit_code, output=output)
    with planning(root, connection, choices, lints=True) as planned:
        checks = _checks(planned) if check_queries else ()
        if output == "text":
            click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
            click.echo(plan_text(planned.plan, verbose=verbose), nl=False)
            if check_queries:
                lines = query_check_lines(checks, verbose=verbose) or ["no query is new or changed"]
                click.echo("\nQueries, run once:\n" + "\n".join(f"  {line}" for line in lines))
        elif output == "json":
            echo_document(plan_json(planned.plan, head_of(planned), checks))
        else:
            click.echo(plan_markdown(planned.plan, head_of(planned), checks), nl=False)
        if out is not None:
            save_plan(out, planned)
        _next_steps(planned, out)
        return 5 if exit_code and not planned.plan.is_empty else 0


def _checks(planned: Planned) -> tuple[QueryCheck, ...]:
    from ..workflow.query_checks import query_checks

    return query_checks(planned)


def _next_steps(planned: Planned, out: Path | None) -> None:
    steps = []
    if not planned.choices.no_lint and not planned.plan.is_empty:
        sound = planned.soundness()
        for fault in sound.faults:
            click.echo(f"warning: {fault}", err=True)
        if sound.errors:
            count = counted(len(sound.errors), "error")
            steps.append(f"lint finds {count}, and apply stops at that: glimpse-gitops lint")
    both = {one.id for one in planned.plan.refused if any(field.cause is Cause.BOTH for field in one.fields)}
    if both:
        steps.append(
            "what was changed on both sides stops an apply: adopt --drift shows both to choose from, "
            "--overwrite-drift takes the code's"
        )
    rest = [one.reason for one in planned.plan.refused if one.id not in both]
    if any("--adopt" in why for why in rest):
        steps.append("what is refused (!) stops an apply: --adopt, or take it out of the code")
    elif rest:
        # Not even --adopt takes what another owner or provisioning files keep.
        steps.append("what is refused (!) stops an apply: take it out of the code, or do what stands beside it")
    if planned.plan.drift:
        steps.append("what people changed in Grafana: adopt takes it over into the code, --overwrite-drift undoes it")
    if not planned.choices.allow_reset_firing and any(one.resets_firing for one in planned.plan.impacts):
        steps.append("an apply would resolve alerts that are firing: it needs --allow-reset-firing")
    if out is not None and not steps and not planned.plan.is_empty:
        steps.append(f"review it, then: glimpse-gitops apply {out}")
    for step in steps:
        click.echo(f"next:  {step}", err=True)
