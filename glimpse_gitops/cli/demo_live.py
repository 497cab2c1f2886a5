"""`glimpse-gitops demo-live`"""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import GlimpseError
from ..report.live_check_text import live_check_text
from ..workflow.demo_live import demo_live
from .demo_service import start_demo_service
from .options import notice, project_option, project_root


@click.command()
@click.option(
    "--speed",
    type=click.FloatRange(min=1, max=60),
    default=1,
    show_default=True,
    help="Divide every duration of the rules and the scrapes by this, so that minutes take seconds.",
)
@project_option
def command(project: Path | None, speed: float) -> int:
    """Try the dashboards and alerts on a real Prometheus on this machine, scraping the demo service.

    Shows what each query of each panel returns, and how HighErrorRate goes to pending and to firing once requests
    fail. Takes some ten minutes, or half a minute with --speed 30. Needs the program `prometheus`.
    """
    root = project_root(project)
    with start_demo_service(0, "127.0.0.1") as server:
        # In the morning whole panels would show nothing: there may be one payment in ten minutes.
        server.crowd(10)
        check = demo_live(root, server.url, server.fail, speed=speed, say=notice)
    click.echo(live_check_text(check), nl=False)
    if not check.holds:
        raise GlimpseError("not every query returned data, or the alert did not fire as it should", "see the table")
    return 0
