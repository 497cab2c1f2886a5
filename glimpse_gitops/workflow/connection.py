"""Which Grafana a command talks to, and as whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..grafana.address import Credentials, parse_address
from ..grafana.client import Client
from ..model.settings import Settings


@dataclass(frozen=True)
class Connection:
    """What the command line and the environment say about the Grafana."""

    url: str
    environ: Mapping[str, str] = field(repr=False)
    """GRAFANA_TOKEN or GRAFANA_USER and GRAFANA_PASSWORD, and the secrets that the project refers to."""
    org_id: int | None = None
    ca_file: str = ""
    notice: Callable[[str], None] = field(default=lambda text: None, repr=False)
    """Called with a sentence when something takes long."""


def open_client(connection: Connection, settings: Settings) -> Client:
    """Connect and make sure that it is a Grafana which knows us."""
    from ..grafana.connect import connect

    address = parse_address(connection.url)
    credentials = Credentials(
        token=connection.environ.get("GRAFANA_TOKEN", ""),
        user=connection.environ.get("GRAFANA_USER", ""),
        password=connection.environ.get("GRAFANA_PASSWORD", ""),
    )
    client = connect(
        address,
        credentials,
        org_id=connection.org_id,
        ca_file=connection.ca_file,
        provenance="editable" if settings.provenance == "editable" else "locked",
    )
    client.notice = connection.notice
    return client
