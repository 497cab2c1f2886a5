"""`glimpse-gitops demo`"""

from __future__ import annotations

import threading
from pathlib import Path

import click

from ..errors import GlimpseError
from ..model.finding import Severity
from ..report import REPORTERS
from ..report.count import counted
from ..report.findings_report import FindingsReport
from ..report.plan_text import apply_text, plan_summary, plan_text
from ..workflow.apply import apply
from ..workflow.build import build
from ..workflow.connection import Connection
from ..workflow.demo import stand_in_environment
from ..workflow.lint import lint
from ..workflow.plan import planning
from .options import colour, project_option, project_root
from .sandbox import start_sandbox


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of the sandbox; any free one by default.")
@click.option("--grafana-version", type=click.Choice(["12.4", "11.6", "12.4-sql"]), default="12.4", show_default=True)
@click.option("--serve", is_flag=True, help="Keep the sandbox up afterwards, until Ctrl-C.")
@project_option
def command(project: Path | None, port: int, grafana_version: str, serve: bool) -> int:
    """Try everything on this project: build, lint, then plan and apply to a sandbox on this machine.

    Nothing outside this machine is touched. Secrets that are not set get stand-ins, which never leave the sandbox.
    """
    root = project_root(project)
    _step("build", "compile dashboards/*.py and alerts/*.py")
    report = build(root)
    click.echo(f"{counted(len(report.written), 'file')} written, {len(report.unchanged)} unchanged")
    _step("lint", "check every query before anything runs")
    found = lint(root, ())
    click.echo(REPORTERS["text"](FindingsReport(found.findings, found.texts), color=colour()), nl=False)
    if any(finding.severity is Severity.ERROR for finding in found.findings):
        return 1
    _step(f"sandbox --grafana-version {grafana_version}", "a stand-in for Grafana")
    with start_sandbox(grafana_version, port) as server:
        click.echo(server.url)
        connection = Connection(server.url, stand_in_environment(root, server.login, server.password))
        _plan_and_apply(root, connection)
        if serve:
            click.echo(f"\nThe sandbox is at {server.url} (admin / glimpse123); Ctrl-C ends it.")
            threading.Event().wait()
        click.echo(
            "\nDone. The sandbox is gone with this command; `glimpse-gitops demo --serve` keeps it up to look at."
        )
    return 0


def _plan_and_apply(root: Path, connection: Connection) -> None:
    with planning(root, connection) as planned:
        _step("plan", "what would change there? (only reads)")
        click.echo(plan_text(planned.plan), nl=False)
        _step("apply", "make it so")
        click.echo(apply_text(apply(planned)), nl=False)
    with planning(root, connection) as again:
        _step("plan", "is anything left to do?")
        click.echo(plan_summary(again.plan))
        if not again.plan.is_empty:
            raise GlimpseError("the second plan should be empty and is not", "this is our fault: please report it")


def _step(command: str, purpose: str) -> None:
    click.echo(click.style(f"\n$ glimpse-gitops {command}", bold=colour()) + f"    # {purpose}")
