"""`glimpse-gitops drift`"""

from __future__ import annotations

from pathlib import Path

import click

from ..report.drift_text import drift_json, drift_text
from ..workflow.connection import Connection
from ..workflow.drift import find_drift
from ..workflow.plan import planning
from .options import grafana_options, project_option, project_root, server_line


@click.command()
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", help="How to tell it.")
@grafana_options
@project_option
def command(project: Path | None, connection: Connection, output: str) -> int:
    """Show what people changed in Grafana since the last apply: by whom, when, and what it was before.

    Only reads, and exits 5 where there is any: for a nightly job. What the code changed is no drift. Where the page
    that lists what is ours is gone, nothing can be compared, and the exit code is 5 as well.
    """
    with planning(project_root(project), connection) as planned:
        found = find_drift(planned)
        if output == "json":
            click.echo(drift_json(found.drift, found.objects, found.lost_list), nl=False)
        else:
            click.echo(server_line(planned.client, planned.project.settings.owner) + "\n")
            click.echo(drift_text(found.drift, found.objects, found.lost_list), nl=False)
    if found.lost_list:
        click.echo("next:  glimpse-gitops plan, which names what is equal (=) and what differs (!)", err=True)
        click.echo("next:  then glimpse-gitops apply, which writes that list anew", err=True)
    elif found.drift:
        click.echo("next:  take it over into the code: glimpse-gitops adopt --drift", err=True)
        click.echo("next:  or undo it: glimpse-gitops apply --overwrite-drift", err=True)
    return 5 if found.drift or found.lost_list else 0
