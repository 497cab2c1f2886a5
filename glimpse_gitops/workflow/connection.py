"""Which Grafana a command talks to, and as whom.

What the command line says counts first, then the environment's table in pyproject.toml, then variables.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..errors import UsageError
from ..grafana.address import Credentials, parse_address
from ..grafana.client import Client
from ..grafana.read_ahead import ReadAhead
from ..grafana.resource_api import DASHBOARDS
from ..model.environment import Environment
from ..model.settings import Settings


@dataclass(frozen=True)
class Connection:
    """What the command line and the environment say about the Grafana."""

    url: str
    environ: Mapping[str, str] = field(repr=False)
    """GRAFANA_TOKEN or GRAFANA_USER and GRAFANA_PASSWORD, and the secrets that the project refers to."""
    org_id: int | None = None
    ca_file: str = ""
    environment: str = ""
    """The name of the environment in the settings; empty for none."""
    client_certificate: tuple[str, ...] = ()
    """PEM files: one with certificate and key, or one each."""
    own_credentials: bool = False
    """Take the environment's own credentials only: where several are asked, none may see those of another."""
    notice: Callable[[str], None] = field(default=lambda text: None, repr=False)
    """Called with a sentence when something takes long."""
    step: Callable[[str], None] = field(default=lambda text: None, repr=False)
    """Called with what goes on now, often; with an empty text at its end."""


def open_client(connection: Connection, settings: Settings) -> Client:
    """Connect and make sure that it is a Grafana which knows us."""
    from ..grafana.connect import connect

    there = settings.environment
    client = connect(
        parse_address(connection.url or there.url or connection.environ.get("GRAFANA_URL", "")),
        _credentials(connection, there),
        org_id=connection.org_id or there.org or _org_id(connection.environ),
        ca_file=connection.ca_file or there.ca_file or connection.environ.get("GRAFANA_CA_FILE", ""),
        client_certificate=_certificate(connection),
        provenance="editable" if settings.provenance == "editable" else "locked",
    )
    client.notice, client.step = connection.notice, connection.step
    return client


@contextmanager
def opening(connection: Connection, settings: Settings) -> Iterator[Callable[[], Client]]:
    """As `open_client`, by a thread of its own, which goes on to read the dashboards; what is given waits for it.

    Building a large project and listing what is live take about as long: here they do so at the same time.
    """
    opened: Future[Client] = Future()

    def run() -> None:
        try:
            client = open_client(connection, settings)
        except BaseException as error:
            opened.set_exception(error)
        else:
            if client.has_resource_api:
                client.ahead = ReadAhead(client, DASHBOARDS)
            opened.set_result(client)

    thread = threading.Thread(target=run, name="connect", daemon=True)
    thread.start()
    try:
        yield opened.result
    finally:
        opened.add_done_callback(_close)


def _close(opened: Future[Client]) -> None:
    if opened.exception() is None:
        opened.result().close()


def _credentials(connection: Connection, there: Environment) -> Credentials:
    """Those of the environment, such as GRAFANA_TOKEN_STAGING, or else the plain ones.

    The plain ones are meant for one Grafana: where the environment has its own, none of them is mixed in.
    """
    names = ("GRAFANA_TOKEN", "GRAFANA_USER", "GRAFANA_PASSWORD")
    own = [connection.environ.get(there.variable(name), "") for name in names]
    if any(own):
        return _whole(own, [there.variable(name) for name in names])
    if connection.own_credentials and there.name:
        raise UsageError(
            f"environment {there.name} has no credentials of its own",
            f"set {there.variable(names[0])}, or {' and '.join(there.variable(name) for name in names[1:])}",
        )
    return _whole([connection.environ.get(name, "") for name in names], names)


def _whole(values: Sequence[str], names: Sequence[str]) -> Credentials:
    """Credentials of a token, user and password; a UsageError where one of the last two is without the other."""
    token, user, password = values
    if not token and bool(user) != bool(password):
        there, missing = (names[1], names[2]) if user else (names[2], names[1])
        raise UsageError(f"{missing} is not set, though {there} is", f"set it, or {names[0]} instead of both")
    return Credentials(token, user, password)


def _org_id(environ: Mapping[str, str]) -> int | None:
    given = environ.get("GRAFANA_ORG_ID", "")
    if given and not given.isdigit():
        raise UsageError(f'GRAFANA_ORG_ID is "{given}"', "it is the number of an organisation")
    return int(given) if given else None


def _certificate(connection: Connection) -> str | tuple[str, str] | None:
    named = (connection.environ.get("GRAFANA_CLIENT_CERT", ""), connection.environ.get("GRAFANA_CLIENT_KEY", ""))
    files = connection.client_certificate or tuple(file for file in named if file)
    return (files[0], files[1]) if len(files) > 1 else next(iter(files), None)
