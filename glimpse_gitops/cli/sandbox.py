"""`glimpse-gitops sandbox`"""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError

if TYPE_CHECKING:
    from ..sandbox import SandboxServer


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=3003, show_default=True, help="0 takes any free port.")
@click.option("--grafana-version", type=click.Choice(["12.4", "11.6", "12.4-sql"]), default="12.4", show_default=True)
@click.option("--state", type=click.Path(dir_okay=False, path_type=Path), help="Keep everything in this file.")
@click.option(
    "--seed",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Start with the provisioning files and dashboards/*.json of this folder.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Other than loopback lets the network in.")
def command(port: int, grafana_version: str, state: Path | None, seed: Path | None, host: str) -> int:
    """Run a stand-in for Grafana on this machine, to try plan and apply on; end it with Ctrl-C.

    It answers like Grafana's HTTP API, on loopback only; the login is admin / glimpse123, as in the guide.
    """
    with start_sandbox(grafana_version, port, state=state, seed=seed, host=host) as server:
        click.echo(server.url)
        click.echo(f"a sandbox of Grafana {grafana_version}, login admin / glimpse123; Ctrl-C ends it", err=True)
        ended = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: ended.set())
        ended.wait()
    return 0


def start_sandbox(
    version: str, port: int, *, state: Path | None = None, seed: Path | None = None, host: str = "127.0.0.1"
) -> SandboxServer:
    """A sandbox that is bound to its port and serves inside a `with`; a UsageError where it cannot."""
    import sqlite3

    try:
        from ..sandbox import PortError, SandboxServer
    except ImportError:
        raise UsageError("the sandbox needs its web framework", "pip install 'glimpse-gitops[sandbox]'") from None
    try:
        return SandboxServer(
            version, port, host, state=str(state or ":memory:"), allow_remote=host != "127.0.0.1", seed=seed
        )
    except PortError as error:
        raise UsageError(f"port {port} of {host} cannot be used: {error}", "choose another one with --port") from None
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{state} holds no state of a sandbox: {error}", "choose another file with --state") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"the sandbox cannot start: {error}", "correct the files of --seed") from None
