"""The second half of `apply` and `rollback`: ask, write, say what was done."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..errors import PartlyAppliedError, UsageError
from ..model.plan import ApplyResult, Outcome
from ..report.apply_json import apply_json
from ..report.plan_text import apply_text
from ..workflow.apply import apply
from ..workflow.plan import Planned
from .conduct import conducting
from .json_answer import echo_document


def carry_out(
    planned: Planned,
    journal: Path,
    *,
    asked: bool,
    break_lease: bool,
    quiet: bool,
    output: str,
    command: str = "apply",
    question: str = "Apply this to",
) -> int:
    """Write the plan that was shown; the exit code."""
    if not asked:
        _ask(planned, output, question)
    with conducting(journal, break_lease=break_lease, quiet=quiet, command=command) as conduct:
        result = apply(planned, conduct)
    show_result(planned, result, quiet=quiet, output=output)
    if result.interrupted:
        click.echo("next:  the same command goes on where it was interrupted", err=True)
        return 130
    if result.count(Outcome.FAILED) or result.count(Outcome.SKIPPED) or result.warnings:
        raise PartlyAppliedError(
            "not everything was applied", "see above why; the same command goes on where it stopped"
        )
    return 0


def note_adopted(planned: Planned, *, break_lease: bool, quiet: bool, output: str) -> None:
    """Where all is as the code says: note in the manifest what the code took over from Grafana, if anything."""
    with conducting(None, break_lease=break_lease, quiet=quiet) as conduct:
        result = apply(planned, conduct)
    show_result(planned, result, quiet=quiet or not result.writes, output=output)


def show_result(planned: Planned, result: ApplyResult, *, quiet: bool, output: str) -> None:
    """The result on stdout; with `quiet` only where something went wrong."""
    if output == "json":
        text = apply_json(result, planned.plan, planned.client.address.url, planned.manifest.owner)
        echo_document(text)
    elif not quiet or result.count(Outcome.DONE) < len(result.results) or result.warnings:
        click.echo(apply_text(result), nl=False)


def _ask(planned: Planned, output: str, question: str) -> None:
    if output == "json" or not sys.stdin.isatty():
        raise UsageError(
            "nobody can be asked here, since this is no terminal", "look at the plan, then run it with --yes"
        )
    if not click.confirm(f"{question} {planned.client.address}?"):
        click.echo("nothing was written", err=True)
        raise click.exceptions.Exit(130)
