"""What the files of a monitoring stack are made from, and where they stand in the containers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ...model.duration import parse_duration
from ...model.metric import Metric
from ...model.monitoring_stack import MonitoringStack

MOUNTED = "/etc/monitoring"
"""Where containers find the project's files, in the project's own layout."""

CERTIFICATES = f"{MOUNTED}/stack/tls/private"
"""Where they find what `glimpse-gitops certs` makes."""

REPLICAS = 3
"""How many ingesters of Tempo and Lokis keep each trace and line: one of three may fail."""

USER = "monitoring"
"""The account of basic authentication between the programs, and of people who ask Prometheus."""

Document = Mapping[str, Any]


@dataclass(frozen=True)
class StackPlan:
    """A declared stack with what the rest of the project says about it."""

    stack: MonitoringStack
    rule_files: tuple[str, ...] = ()
    """The rule files that `build` makes, relative to the project."""
    recorded: tuple[str, ...] = ()
    """The series that the project's recording rules make."""
    metrics: tuple[Metric, ...] = ()
    """What the catalogue declares."""

    @property
    def federated(self) -> tuple[str, ...]:
        """The series that the central Prometheus collects."""
        given = self.stack.federation.series
        return self.recorded if given is None else tuple(given)

    @property
    def currencies(self) -> tuple[tuple[str, str], ...]:
        """Metrics whose names end in their units, written in small letters: `payment_amount_krw` in KRW."""
        named = ((metric.name, metric.unit) for metric in self.metrics)
        return tuple((name, unit) for name, unit in named if unit.isupper() and name.endswith(f"_{unit.lower()}"))

    @property
    def rule_folders(self) -> tuple[str, ...]:
        """The folders in which the rule files stand."""
        return tuple(dict.fromkeys(str(PurePosixPath(path).parent) for path in self.rule_files))


def go_duration(duration: str) -> str:
    """`7d` as programs read it that know no days: `168h`."""
    milliseconds = parse_duration(duration)
    for unit, scale in (("h", 3_600_000), ("m", 60_000), ("s", 1_000)):
        if milliseconds % scale == 0:
            return f"{milliseconds // scale}{unit}"
    return f"{milliseconds}ms"
