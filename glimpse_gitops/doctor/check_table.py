"""Every check of `doctor`, in the order in which one looks for a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..model.diagnosis import Diagnosis
from .account import credentials, permissions
from .cardinality import cardinality
from .clock import clock
from .data_sources import data_sources
from .histograms import histogram_buckets
from .metrics import label_sizes, labels, metrics
from .observations import Observations
from .programs import collector, grafana, loki, prometheus, tempo
from .retention import loki_retention, prometheus_retention, tempo_retention
from .rules import grafana_rules, prometheus_rules
from .scrape_interval import scrape_interval
from .targets import targets
from .trace_links import trace_links


@dataclass(frozen=True)
class Check:
    """One check: its docstring says what it looks at."""

    name: str
    judge: Callable[[Observations], Diagnosis]


CHECKS = (
    Check("collector", collector),
    Check("prometheus", prometheus),
    Check("targets", targets),
    Check("scrape-interval", scrape_interval),
    Check("metrics", metrics),
    Check("labels", labels),
    Check("label-sizes", label_sizes),
    Check("histogram-buckets", histogram_buckets),
    Check("cardinality", cardinality),
    Check("prometheus-rules", prometheus_rules),
    Check("prometheus-retention", prometheus_retention),
    Check("loki", loki),
    Check("loki-retention", loki_retention),
    Check("tempo", tempo),
    Check("tempo-retention", tempo_retention),
    Check("grafana", grafana),
    Check("credentials", credentials),
    Check("permissions", permissions),
    Check("data-sources", data_sources),
    Check("trace-links", trace_links),
    Check("grafana-rules", grafana_rules),
    Check("clock", clock),
)


def diagnose(seen: Observations) -> tuple[Diagnosis, ...]:
    """What each check says."""
    return tuple(replace(check.judge(seen), check=check.name) for check in CHECKS)
