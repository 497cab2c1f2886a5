"""`glimpse-gitops catalog`"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..model.catalogue_lock import LOCK_FILE
from ..report import catalogue_rows
from ..report.count import counted
from ..workflow.connection import Connection
from ..workflow.metric_server import MetricServer
from .options import grafana_options, project_option, project_root


@click.group()
def command() -> None:
    """The metrics that the project knows: show them, and hold them against a Prometheus.

    \b
    Examples:
      glimpse-gitops catalog show
      glimpse-gitops catalog snapshot --prometheus http://localhost:9090
      glimpse-gitops catalog verify --url https://grafana.example.org --datasource prometheus
    """


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--prometheus`, or `--datasource` with Grafana's options, and `--lookback`."""
    lookback = click.option(
        "--lookback", default="1h", show_default=True, help="Series that had a sample within this time count."
    )
    datasource = click.option("--datasource", default="", help="Or the uid of the data source in a Grafana.")
    prometheus = click.option(
        "--prometheus", envvar="PROMETHEUS_URL", default="", help="The address of the Prometheus."
    )
    decorated: Callable[..., Any] = prometheus(datasource(grafana_options(lookback(project_option(command)))))
    return decorated


@command.command()
@click.option(
    "-o", "--output", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the table."
)
@project_option
def show(project: Path | None, output: str) -> int:
    """List every metric with its labels, series and samples per second, the largest first."""
    from ..workflow.catalog_show import catalogue_rows as rows_of

    rows, interval = rows_of(project_root(project))
    if output == "json":
        click.echo(catalogue_rows.as_json(rows, interval), nl=False)
    else:
        width = shutil.get_terminal_size((100, 40)).columns
        click.echo(catalogue_rows.text(rows, interval, width=width), nl=False)
    return 0


@command.command()
@server_options
def snapshot(project: Path | None, **options: Any) -> int:
    """Write down what a server has of the project's metrics, so that lint knows it offline.

    Asks for every metric that the catalogue declares or a query reads: the number of its series, its labels and how
    many values they have, its type, and how often it is scraped. Only the server's index is asked, never a query. The
    result is metrics/catalog.lock.json: commit it. Lint goes by the catalogue first, and by this where that is silent.
    """
    from ..workflow.catalog_snapshot import snapshot as take

    taken = take(project_root(project), _server(**options))
    click.echo(f"{taken.server} (Prometheus {taken.version})\n")
    series = sum(metric.series or 0 for metric in taken.lock.metrics.values())
    if taken.missing:
        click.echo(click.wrap_text(f"The server does not have {', '.join(taken.missing)}.", 100) + "\n")
    done = "written" if taken.written else "unchanged"
    click.echo(f"{LOCK_FILE} {done}: {counted(len(taken.lock.metrics), 'metric')}, {series:,} series.")
    return 0


@command.command()
@server_options
def verify(project: Path | None, **options: Any) -> int:
    """Hold the catalogue and the lock file against a server. Reads only.

    Tells labels and values that are not declared, labels that have grown out of their bounds, metrics that are gone,
    and types that differ (!). What only may be wrong is told as well (-). Exit 1 where something differs.
    """
    from ..workflow.catalog_verify import verify as compare

    compared = compare(project_root(project), _server(**options))
    click.echo(f"{compared.server} (Prometheus {compared.version}), {compared.metrics} metrics\n")
    for drift in compared.drifts:
        click.echo(f"{'!' if drift.serious else '-'} {drift.metric}: {drift.message}")
    serious = sum(drift.serious for drift in compared.drifts)
    if not serious:
        click.echo(f"{'' if not compared.drifts else chr(10)}Nothing differs that matters.")
        return 0
    click.echo(f"\n{serious} {'differences' if serious > 1 else 'difference'}.")
    click.echo(f"next:  correct the catalogue in metrics/, or {LOCK_FILE} by `catalog snapshot`", err=True)
    return 1


def _server(prometheus: str, datasource: str, connection: Connection, lookback: str) -> MetricServer:
    return MetricServer(prometheus, datasource, connection, lookback)
