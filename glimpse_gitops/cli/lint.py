"""`glimpse-gitops lint`"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ..errors import GlimpseError, SettingsError
from ..lint.limits import limits_of
from ..report.count import counted
from ..workflow.lint import STDIN, LintReport, lint, needs_project
from ..workflow.lint_outcome import accept, outcome_of
from .lint_options import BASELINE, choices_of, filters_of, lint_options, outputs_of, server_of
from .lint_output import tell, tell_failure
from .options import notice, project_option, project_root, spare_the_collector


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@lint_options
@project_option
def command(project: Path | None, paths: tuple[Path, ...], **given: Any) -> int:
    """Check queries, labels and definitions, before anything runs.

    Without PATH everything that the project defines; with PATHs only what stands there: modules of the project, and
    from anywhere Prometheus rule files, dashboards and Grafana's provisioning files as YAML or JSON, folders of them,
    or - for standard input. Exit 1 where there is an error, or what --fail-on says.

    \b
    Examples:
      glimpse-gitops lint --output sarif=lint.sarif --output junit=lint.xml
      glimpse-gitops lint rules/ dashboards/board.json
      glimpse-gitops lint --changed-since origin/main --fail-on warning
      glimpse-gitops lint --diff          what --fix would change
      glimpse-gitops lint --online --prometheus http://localhost:9090
      glimpse-gitops explain PQ116        what a rule is about
    """
    choices, filters, outputs = choices_of(given), filters_of(given), outputs_of(given)
    _ensure_together(paths, **given)
    spare_the_collector()
    try:
        root = _root(project, paths)
        if filters.changed_since:
            from ..workflow.lint_change import with_change

            choices = with_change(choices, filters.changed_since, root)
        if given["fix"] or given["diff"]:
            from ..workflow.lint_fix import fix

            fixed = fix(root, paths, choices, filters, unsafe=given["unsafe"], write=not given["diff"])
            for line in fixed.told:
                notice(line)
            if given["diff"]:
                click.echo(fixed.diff, nl=False)
                if not fixed.diff:
                    notice("no finding has a fix to make here")
                return 1 if fixed.diff else 0
            report = fixed.report
        else:
            stdin = sys.stdin.buffer.read() if STDIN in paths else None
            server = server_of(given)
            report = lint(
                root, paths, choices, stdin=stdin, keep=given["cache"], verbose=given["verbose"], server=server
            )
        if given["write_baseline"]:
            _accept(report, given["baseline"])
            return 0
        outcome = outcome_of(report, filters)
    except GlimpseError as error:
        tell_failure(error, outputs)
        raise
    if any(form == "sarif" for form, _ in outputs):
        from ..workflow.lint_fix import with_spellings

        outcome = replace(outcome, findings=with_spellings(outcome.findings, report.base))
    tell(report, outcome, outputs)
    return 1 if outcome.fails else 0


def _accept(report: LintReport, given: Path | None) -> None:
    """Write the baseline, and say how it is used where the settings do not name it."""
    usual = limits_of(report.settings).baseline
    file = given or report.base / (usual or BASELINE)
    if not report.findings and not file.exists():
        notice("no findings: there is nothing to accept")
        return
    notice(f"{counted(accept(report.findings, file), 'finding')} written to {file}")
    if file != report.base / (usual or ""):
        notice(f"next: glimpse-gitops lint --baseline {file}")


def _ensure_together(
    paths: tuple[Path, ...], *, fix: bool, diff: bool, unsafe: bool, online: bool, **others: object
) -> None:
    """Raise for options that do not go together."""
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe belongs to --fix or --diff")
    if online and (fix or diff):
        raise click.UsageError("--online does not go with --fix or --diff: no fix needs a server")
    if (fix or diff) and STDIN in paths:
        raise click.UsageError("what comes from standard input cannot be fixed: give files")


def _root(project: Path | None, paths: tuple[Path, ...]) -> Path | None:
    """The project's root; files from elsewhere can be linted without one, and where nobody names one, they are."""
    alone = project is None and bool(paths) and not needs_project(paths)
    try:
        root = project_root(project)
    except SettingsError:
        if alone:
            return None
        raise
    return None if alone and not any(path == STDIN or path.resolve().is_relative_to(root) for path in paths) else root
