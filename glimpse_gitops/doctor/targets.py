"""Whether Prometheus gets what it scrapes, and gets it now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from ..model.diagnosis import Diagnosis, Problem
from ..model.monitoring_stack import OtelCollector
from ..model.prometheus_status import Target
from ..report.count import counted
from .observations import Missed, Observations, not_checked

STALE_AFTER = 3
"""Scrapes that may be missing before a target counts as stale."""
SLOW = 0.8
"""The part of its timeout that a scrape may take."""
_DEFAULT_MS = 60_000


def targets(seen: Observations) -> Diagnosis:
    """Every active target: up, scraped lately, and well within its timeout."""
    where = f"{seen.prometheus.url}/api/v1/targets"
    if isinstance(seen.targets, Missed):
        return not_checked(where, seen.targets)
    if not seen.targets:
        nothing = Problem("Prometheus scrapes nothing", "add scrape_configs to its configuration, and reload it")
        return Diagnosis(where, "0 targets", (nothing,))
    ports, now = _declared_ports(seen), seen.prometheus.time
    problems = tuple(problem for target in seen.targets for problem in _problems(target, now, ports))
    up = sum(target.health == "up" for target in seen.targets)
    return Diagnosis(where, f"{up} of {counted(len(seen.targets), 'target')} up", problems)


def _declared_ports(seen: Observations) -> Mapping[str, tuple[int, ...]]:
    """Host → where the stack has it show metrics."""
    stacks = seen.declared.project.stacks
    return {
        one.host: (one.port, one.own_metrics) if isinstance(one, OtelCollector) else (one.port,)
        for stack in stacks
        for one in stack.value.containers
    }


def _problems(target: Target, now: datetime | None, ports: Mapping[str, tuple[int, ...]]) -> Iterator[Problem]:
    who = f"{target.job} at {target.url}"
    if target.health == "down":
        yield Problem(
            f"scraping {who} fails: {target.error or 'Prometheus does not say why'}",
            _next_step(target, ports),
        )
    elif target.scraped is None:
        yield Problem(f"{who} has not been scraped yet", "try again after one scrape interval", serious=False)
    elif now is not None:
        age = (now - target.scraped).total_seconds()
        if age > STALE_AFTER * (target.interval_ms or _DEFAULT_MS) / 1000:
            yield Problem(f"{who} was last scraped {age:,.0f} s ago", "look at Prometheus' own log and its load")
    if target.health == "up" and target.timeout_ms and target.took * 1000 > SLOW * target.timeout_ms:
        yield Problem(
            f"scraping {who} takes {target.took:.1f} s, and is cut off after {target.timeout_ms / 1000:g} s",
            "expose fewer series there, or give its job a longer scrape_timeout",
            serious=False,
        )


def _next_step(target: Target, ports: Mapping[str, tuple[int, ...]]) -> str:
    """What to do about a scrape that fails."""
    asked = urlsplit(target.url)
    declared = ports.get(asked.hostname or "", ())
    if declared and asked.port not in declared:
        listed = " or ".join(map(str, declared))
        return f"the stack declares {asked.hostname} at port {listed}: correct it in scrape_configs"
    return f"open {target.url} from where Prometheus runs: is the program up, on this port and path?"
