"""`glimpse-gitops demo-service`"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from ..errors import UsageError
from .options import notice

if TYPE_CHECKING:
    from ..demo_service.server import DemoService
    from ..demo_service.service import Service


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Other than loopback lets the network in.")
@click.option("--otlp", default="", metavar="URL", help="Send metrics, traces and logs to this collector as well.")
def command(port: int, host: str, otlp: str) -> int:
    """Run a process that behaves like the Glimpse server, for trying dashboards and alerts on; end it with Ctrl-C.

    It exposes the guide's metrics on /metrics, with traffic by day and night. Faults come by order:

    \b
      curl -X POST localhost:8000/faults -d '{"error_ratio": 0.3}'
      curl -X POST localhost:8000/faults -d '{"memory_growth": 5000000}'
      curl -X DELETE localhost:8000/faults

    With --otlp http://localhost:4318 the same requests become metrics, traces (one of ten) and logs through the
    OpenTelemetry SDK, in batches.
    """
    with sending(otlp) as service, start_demo_service(port, host, service) as server:
        click.echo(server.url)
        click.echo("metrics at /metrics, faults by POST to /faults; Ctrl-C ends it", err=True)
        ended = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: ended.set())
        ended.wait()
    return 0


@contextmanager
def sending(url: str) -> Iterator[Service | None]:
    """A service whose requests go to the collector at `url` until the end of the `with`; None where there is none."""
    if not url:
        yield None
        return
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise UsageError(f'"{url}" is no address of a collector', "write it like http://localhost:4318")
    try:
        from ..demo_service.otlp import Otlp
    except ImportError:
        raise UsageError("--otlp needs the OpenTelemetry SDK", "pip install 'glimpse-gitops[otlp]'") from None
    otlp = Otlp(url, notice)
    try:
        yield otlp.service()
    finally:
        otlp.close()


def start_demo_service(port: int, host: str, service: Service | None = None) -> DemoService:
    """A service that is bound to its port and runs inside a `with`; a UsageError where it cannot."""
    try:
        from ..demo_service.server import DemoService
    except ImportError:
        raise UsageError("the demo service needs prometheus-client", "pip install 'glimpse-gitops[demo]'") from None
    try:
        return DemoService(port, host, service)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"port {port} of {host} cannot be used: {reason}", "choose another with --port") from None
