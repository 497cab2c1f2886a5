"""`glimpse-gitops plan --ruler` and `apply --ruler`"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import PartlyAppliedError, UsageError
from ..report.ruler_text import ruler_plan_text
from ..workflow.ruler import RulerPlanned, apply_to_ruler, planning_ruler

if TYPE_CHECKING:
    from ..model.plan_choices import PlanChoices


def plan_for_ruler(
    root: Path, url: str, tenant: str, choices: PlanChoices, *, ca_file: str = "", exit_code: bool = False
) -> int:
    """Show what an apply would change on a Mimir or a Loki."""
    with planning_ruler(root, url, tenant, os.environ, choices, ca_file=ca_file) as planned:
        _show(planned)
        return 5 if exit_code and not planned.plan.is_empty else 0


def apply_ruler(
    root: Path, url: str, tenant: str, choices: PlanChoices, *, ca_file: str = "", asked: bool = False
) -> int:
    """Make the rules of a Mimir or a Loki be as the code says."""
    with planning_ruler(root, url, tenant, os.environ, choices, ca_file=ca_file) as planned:
        _show(planned)
        if planned.plan.is_empty:
            return 0
        if not asked:
            _ask(planned)
        results = apply_to_ruler(planned)
    failed = [one for one in results if one.message]
    for one in failed:
        click.echo(f"  failed   rule group {one.change.name}: {one.message}")
    click.echo(f"{len(results) - len(failed)} done" + (f", {len(failed)} failed." if failed else "."))
    if failed:
        raise PartlyAppliedError(
            "not everything was applied", "see above why; the same command goes on where it stopped"
        )
    return 0


def _show(planned: RulerPlanned) -> None:
    ruler, namespace = planned.ruler, planned.plan.namespace
    tenant = f", tenant {ruler.tenant}" if ruler.tenant else ""
    click.echo(f"{ruler.url} ({ruler.engine} ruler{tenant}), namespace {namespace}\n")
    click.echo(ruler_plan_text(planned.plan), nl=False)


def _ask(planned: RulerPlanned) -> None:
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody can be asked here, since this is no terminal", "look at the plan above, then run it with --yes"
        )
    if not click.confirm(f"Apply this to {planned.ruler.url}?"):
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(130)
