"""`glimpse-gitops plan --ruler` and `apply --ruler`"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import PartlyAppliedError, UsageError
from ..report.ruler_json import ruler_apply_json, ruler_plan_json
from ..report.ruler_text import ruler_plan_text
from ..workflow.ruler import RulerPlanned, apply_to_ruler, planning_ruler
from .json_answer import echo_document

if TYPE_CHECKING:
    from ..model.plan_choices import PlanChoices
    from ..workflow.connection import Connection

_OF_GRAFANA = ("adopt", "allow_reset_firing", "overwrite_drift", "resend_secrets")


def plan_for_ruler(
    root: Path, url: str, tenant: str, connection: Connection, choices: PlanChoices, *, output: str, exit_code: bool
) -> int:
    """Show what an apply would change on a Mimir or a Loki."""
    with planning_ruler(root, url, tenant, connection, choices) as planned:
        if output == "json":
            echo_document(ruler_plan_json(planned.plan, _head(planned)))
        else:
            _show(planned)
        return 5 if exit_code and not planned.plan.is_empty else 0


def apply_ruler(
    root: Path,
    url: str,
    tenant: str,
    connection: Connection,
    choices: PlanChoices,
    *,
    output: str,
    quiet: bool,
    asked: bool,
) -> int:
    """Make the rules of a Mimir or a Loki be as the code says."""
    with planning_ruler(root, url, tenant, connection, choices) as planned:
        if output == "text" and not quiet:
            _show(planned)
        if not planned.plan.is_empty and not asked:
            _ask(planned, output)
        results = apply_to_ruler(planned)
    failed = [one for one in results if one.message]
    if output == "json":
        echo_document(ruler_apply_json(planned.plan, results, _head(planned)))
    elif failed or (results and not quiet):
        for one in failed:
            click.echo(f"  failed   rule group {one.change.name}: {one.message}")
        click.echo(f"{len(results) - len(failed)} done" + (f", {len(failed)} failed." if failed else "."))
    if failed:
        raise PartlyAppliedError(
            "not everything was applied", "see above why; the same command goes on where it stopped"
        )
    return 0


def ensure_for_ruler(ruler: str, tenant: str, choices: PlanChoices, others: Mapping[str, object]) -> None:
    """Raise a UsageError for an option that means nothing here. `others`: options and whether they are given."""
    if not ruler:
        if tenant:
            raise UsageError("--tenant is for --ruler, which is not given")
        return
    given = {f"--{name.replace('_', '-')}": getattr(choices, name) for name in _OF_GRAFANA}
    given["--prune=quarantine"] = choices.prune == "quarantine"
    for option, value in {**given, **others}.items():
        if value:
            raise UsageError(f"{option} is for a Grafana: with --ruler there is no such thing")


def _head(planned: RulerPlanned) -> Mapping[str, str]:
    ruler = planned.ruler
    return {"url": ruler.url, "engine": ruler.engine, "tenant": ruler.tenant}


def _show(planned: RulerPlanned) -> None:
    ruler, namespace = planned.ruler, planned.plan.namespace
    tenant = f", tenant {ruler.tenant}" if ruler.tenant else ""
    click.echo(f"{ruler.url} ({ruler.engine} ruler{tenant}), namespace {namespace}\n")
    click.echo(ruler_plan_text(planned.plan), nl=False)


def _ask(planned: RulerPlanned, output: str) -> None:
    if output == "json" or not sys.stdin.isatty():
        raise UsageError(
            "nobody can be asked here, since this is no terminal", "look at the plan, then run it with --yes"
        )
    if not click.confirm(f"Apply this to {planned.ruler.url}?"):
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(130)
