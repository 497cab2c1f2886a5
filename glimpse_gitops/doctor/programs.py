"""Whether each program of the stack answers, at the address where it should."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..model.diagnosis import Diagnosis, Problem
from .observations import Missed, Observations, Server


def collector(seen: Observations) -> Diagnosis:
    """The health check of the OpenTelemetry Collector."""
    server = seen.collector
    if server.state == "absent" and not server.named and (missing := _missing_collector(seen)):
        return Diagnosis(server.url, f"{server.product} does not answer", (missing,))
    return _of(server)


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
            f"{server.said}; {_with_article(server.product)} answers at {server.elsewhere}: the port is wrong",
            f"{server.option} {server.elsewhere}",
        )
        return Diagnosis(server.url, "wrong port", (wrong,))
    how = "does not answer" if server.state == "absent" else "is not well"
    return Diagnosis(server.url, f"{server.product} {how}", (Problem(server.said, server.next),))


def _missing_collector(seen: Observations) -> Problem | None:
    """That it ought to be there: Prometheus scrapes it, and reaches it at no port."""
    if isinstance(seen.targets, Missed) or not seen.declared.project.stacks:
        return None
    stack = seen.declared.project.stacks[0].value
    scraped = [target for target in seen.targets if urlsplit(target.url).hostname == stack.collector.host]
    if not scraped or any(target.health != "down" for target in scraped):
        return None
    name = stack.container_name(stack.collector)
    return Problem(
        f"{seen.collector.said}, and Prometheus cannot scrape {scraped[0].url} either",
        f"start it (docker start {name}); why it ended stands in its log (docker logs {name})",
    )


def _with_article(product: str) -> str:
    return f"{'an' if product[0] in 'AEIOU' else 'a'} {product}"
