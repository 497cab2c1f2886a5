"""Which server tells about metrics: a Prometheus itself, or a Grafana that has one as a data source."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ..errors import UsageError
from ..model.duration import parse_duration
from ..model.settings import Settings
from ..prometheus.connect import Account, connect
from ..prometheus.index import Ask, Index
from .connection import Connection, open_client


@dataclass(frozen=True)
class MetricServer:
    """What the command line and the environment say about the server."""

    prometheus: str
    """The address of a Prometheus; empty to go through Grafana."""
    datasource: str
    """The uid of the data source in the Grafana of `connection`."""
    connection: Connection
    lookback: str = "1h"
    """Series that had a sample within this time count."""


@contextmanager
def open_index(server: MetricServer, settings: Settings) -> Iterator[Index]:
    """The index calls of the server. Raises UsageError where it is not clear which one is meant."""
    try:
        since = time.time() - parse_duration(server.lookback) / 1000
    except ValueError as error:
        raise UsageError(f"--lookback: {error}") from None
    with open_server(server, settings) as (ask, name):
        yield Index(ask, name, since)


@contextmanager
def open_server(server: MetricServer, settings: Settings) -> Iterator[tuple[Ask, str]]:
    """A way to ask the server, and its name in messages. Raises UsageError where it is not clear which one is meant."""
    if bool(server.prometheus) == bool(server.datasource):
        raise UsageError(
            "two servers are named: --prometheus and --datasource" if server.prometheus else "no server is named",
            "give either --prometheus http://localhost:9090, or --datasource with its uid in the Grafana of --url",
        )
    if server.prometheus:
        environ = server.connection.environ
        account = Account(
            environ.get("PROMETHEUS_TOKEN", ""),
            environ.get("PROMETHEUS_USER", ""),
            environ.get("PROMETHEUS_PASSWORD", ""),
        )
        with connect(server.prometheus, account, ca_file=server.connection.ca_file) as ask:
            yield ask, server.prometheus.strip().rstrip("/")
        return
    from ..grafana.datasource_proxy import proxied

    client = open_client(server.connection, settings)
    try:
        yield proxied(client, server.datasource), f"data source {server.datasource} at {client.address.url}"
    finally:
        client.close()
