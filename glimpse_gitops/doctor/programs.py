"""Whether each program of the stack answers, at the address where it should."""

from __future__ import annotations

from ..model.diagnosis import Diagnosis, Problem
from .observations import Observations, Server


def collector(seen: Observations) -> Diagnosis:
    """The health check of the OpenTelemetry Collector."""
    return _of(seen.collector)


def prometheus(seen: Observations) -> Diagnosis:
    """Whether Prometheus answers, and which version."""
    return _of(seen.prometheus)


def loki(seen: Observations) -> Diagnosis:
    """Whether Loki answers and is ready."""
    return _of(seen.loki)


def tempo(seen: Observations) -> Diagnosis:
    """Whether Tempo answers and is ready."""
    return _of(seen.tempo)


def grafana(seen: Observations) -> Diagnosis:
    """Whether Grafana answers and reaches its database."""
    return _of(seen.grafana)


def _of(server: Server) -> Diagnosis:
    if server.state == "up":
        return Diagnosis(server.url, server.said)
    if server.state == "absent" and not server.named:
        found = f"; {server.said}" if "nothing listens" not in server.said else ""
        return Diagnosis(
            server.url, f"{server.missed.reason}{found}", checked=False, next=f"start it, or name it by {server.option}"
        )
    if server.elsewhere:
        wrong = Problem(
            f"{server.said}; a {server.product} answers at {server.elsewhere}: the port is wrong",
            f"{server.option} {server.elsewhere}",
        )
        return Diagnosis(server.url, "wrong port", (wrong,))
    how = "does not answer" if server.state == "absent" else "is not well"
    return Diagnosis(server.url, f"{server.product} {how}", (Problem(server.said, server.next),))
