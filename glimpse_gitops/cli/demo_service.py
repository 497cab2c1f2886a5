"""`glimpse-gitops demo-service`"""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import click

from ..errors import UsageError

if TYPE_CHECKING:
    from ..demo_service.server import DemoService


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Other than loopback lets the network in.")
def command(port: int, host: str) -> int:
    """Run a process that behaves like the Glimpse server, for trying dashboards and alerts on; end it with Ctrl-C.

    It exposes the guide's metrics on /metrics, with traffic by day and night. Faults come by order:

    \b
      curl -X POST localhost:8000/faults -d '{"error_ratio": 0.3}'
      curl -X POST localhost:8000/faults -d '{"memory_growth": 5000000}'
      curl -X DELETE localhost:8000/faults
    """
    with start_demo_service(port, host) as server:
        click.echo(server.url)
        click.echo("metrics at /metrics, faults by POST to /faults; Ctrl-C ends it", err=True)
        ended = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: ended.set())
        ended.wait()
    return 0


def start_demo_service(port: int, host: str) -> DemoService:
    """A service that is bound to its port and runs inside a `with`; a UsageError where it cannot."""
    try:
        from ..demo_service.server import DemoService
    except ImportError:
        raise UsageError("the demo service needs prometheus-client", "pip install 'glimpse-gitops[demo]'") from None
    try:
        return DemoService(port, host)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"port {port} of {host} cannot be used: {reason}", "choose another with --port") from None
