"""`glimpse-gitops doctor`"""

from __future__ import annotations

from pathlib import Path

import click

from ..model.diagnosis import Verdict
from ..workflow.connection import Connection
from .options import colour, grafana_options, project_option, project_root


@click.command()
@click.option("--collector", default="", metavar="URL", help="The health check of the OpenTelemetry Collector.")
@click.option("--prometheus", default="", metavar="URL", help="The address of Prometheus; else PROMETHEUS_URL.")
@click.option("--loki", default="", metavar="URL", help="The address of Loki.")
@click.option("--tempo", default="", metavar="URL", help="The address of Tempo.")
@grafana_options
@click.option("-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@project_option
def command(project: Path | None, output: str, connection: Connection, **addresses: str) -> int:
    """Find out what is wrong with the monitoring stack. Reads only.

    Looks at every program that runs: at the addresses that are named, else at the ports of the stack on this machine.
    What is named and does not answer has failed; what is neither named nor there is not checked. Each problem comes
    with the next step. Exit 1 where a check failed.

    \b
    Examples:
      glimpse-gitops doctor
      glimpse-gitops doctor --prometheus http://localhost:9090 --url http://localhost:3003
      glimpse-gitops doctor -o json
    """
    from ..report.doctor_json import doctor_json
    from ..report.doctor_text import doctor_text
    from ..workflow.doctor import doctor
    from ..workflow.doctor_addresses import Named

    diagnoses = doctor(project_root(project), Named(connection, addresses))
    text = doctor_json(diagnoses) if output == "json" else doctor_text(diagnoses, color=colour())
    click.echo(text, nl=False)
    return 1 if any(one.verdict is Verdict.FAILED for one in diagnoses) else 0
