"""`glimpse-gitops fmt`"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..report.count import counted
from ..report.query_tree_text import render_faults
from ..workflow.fmt import FileReport, empty_folders, format_files, format_text
from .options import colour


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 where something would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--width", type=click.IntRange(40), default=100, show_default=True, help="Columns of a line.")
def command(paths: tuple[Path, ...], check: bool, diff: bool, width: int) -> int:
    """Format the PromQL expressions of Prometheus rule files in place, or one expression from stdin (-).

    Only the expressions change, comments inside them stay, and each still means the same. What cannot be edited
    safely (flow style, anchors, folded scalars) is left as it is, and named. Exit 1 for an expression that is not
    valid.

    \b
    Examples:
      glimpse-gitops fmt --check rules/
      echo 'sum(rate(up[5m]))by(job)' | glimpse-gitops fmt -
    """
    if paths == (Path("-"),):
        return _expression(width)
    if Path("-") in paths:
        raise click.UsageError("- (one expression from stdin) and files cannot be formatted in one call")
    reports = format_files(paths, width, write=not (check or diff))
    for report in reports:
        _tell(report, check=check, diff=diff)
    for why in empty_folders(paths):
        click.echo(why, err=True)
    changed = sum(report.is_changed for report in reports)
    would = " would be" if check or diff else ""
    click.echo(f"{changed} of {counted(len(reports), 'file')}{would} formatted", err=diff)
    faulty = any(left.is_fault for report in reports for left in report.formatted.left)
    return 1 if faulty or (check and changed) else 0


def _tell(report: FileReport, *, check: bool, diff: bool) -> None:
    for left in report.formatted.left:
        click.echo(f"{report.path}:{left.line}: left as it is: {left.reason}", err=True)
    if diff:
        click.echo(report.diff(), nl=False)
    elif report.is_changed:
        done = "would be formatted" if check else "formatted"
        formatted = report.formatted
        click.echo(f"{report.path}: {formatted.changed} of {counted(formatted.expressions, 'expression')} {done}")


def _expression(width: int) -> int:
    text = sys.stdin.read()
    formatted, faults = format_text(text, width)
    if faults:
        click.echo(render_faults(text, faults, color=colour()), nl=False, err=True)
        return 1
    click.echo(formatted, nl=False)
    return 0
