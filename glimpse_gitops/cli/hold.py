"""`glimpse-gitops hold`"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import UsageError
from ..model.duration import parse_duration
from ..report.hold_json import hold_json, released_json
from ..workflow.connection import Connection
from ..workflow.hold import hold, release
from .json_answer import echo_document, json_option
from .options import grafana_options, project_option, project_root


@click.command()
@click.argument("what", metavar="UID|TITLE")
@click.option("--for", "duration", default="", metavar="DURATION", help="How long, e.g. 4h or 90m.")
@click.option("--reason", default="", help="Why, for people who read the page or a plan.")
@click.option("--release", "is_over", is_flag=True, help="Take the hold off again.")
@json_option
@grafana_options
@project_option
def command(
    project: Path | None,
    connection: Connection,
    what: str,
    duration: str,
    reason: str,
    is_over: bool,
    output: str,
) -> int:
    """Keep apply away from an object for a while, e.g. in an incident: everybody's apply skips it until then.

    A group of rules is named by its folder's uid and its name: app/errors. Nothing is written but the page that
    lists what this project manages; holds end by Grafana's own clock.
    """
    root = project_root(project)
    if is_over:
        entry = release(root, connection, what)
        if output == "json":
            echo_document(released_json(entry))
            return 0
        click.echo(f"{entry.id.named(entry.title)} is not on hold any more")
        return 0
    if not reason.strip():
        raise UsageError("a hold needs a reason", 'give it with --reason "incident 42"')
    placed = hold(root, connection, what, _milliseconds(duration), reason.strip())
    if output == "json":
        echo_document(hold_json(placed))
        return 0
    click.echo(f"{placed.id} is on hold until {placed.until:%Y-%m-%d %H:%M} UTC")
    click.echo(f"next:  glimpse-gitops hold {what} --release, when it is over", err=True)
    return 0


def _milliseconds(duration: str) -> int:
    if not duration:
        raise UsageError("a hold needs an end", "give it with --for 4h")
    try:
        milliseconds = parse_duration(duration)
    except ValueError as error:
        raise UsageError(f"--for: {error}") from None
    if not 0 < milliseconds <= 366 * 86_400_000:
        raise UsageError(f'--for: "{duration}" is no time to wait', "a hold lasts a year at most")
    return milliseconds
