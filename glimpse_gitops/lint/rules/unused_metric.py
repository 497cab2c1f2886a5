"""Declared metrics that nothing reads."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..metric_uses import read_by
from ..rule import Fault, Rule
from ..subjects import MetricSubject, ProjectSubject


@dataclass(frozen=True)
class UnusedMetric(Rule[ProjectSubject]):
    """A declared metric that nothing reads.

    ## What it does
    Looks for each metric of the catalogue in all rules, dashboards and texts of alerts of the project, and says how
    many series it has at most. Of a histogram one of its series is enough; selectors that match several names count for
    all of them.

    ## Why is this bad?
    Every series costs memory in Prometheus, and this is paid for nothing: or something worth a panel has none.

    ## Example
    ```python
    [Counter("logins_total", "People who logged in.", "logins"),
     Gauge("sessions", "Sessions.", "sessions"),
     AlertRule("Crowded", "sum(sessions) > 100", "5m", {"severity": "warning"}, "Many sessions")]
    ```

    ## Use instead
    ```python
    [Gauge("sessions", "Sessions.", "sessions"),
     AlertRule("Crowded", "sum(sessions) > 100", "5m", {"severity": "warning"}, "Many sessions")]
    ```

    ## Options
    * `elsewhere`: metrics that are read outside of this project; `*` at the end stands for anything.
    """

    id = "XF608"
    name = "unused-metric"
    severity = Severity.INFO
    profile = "strict"
    subject = ProjectSubject
    compares_queries = True

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each metric."""
        if not subject.complete:
            return
        read = read_by(subject)
        for one in subject.of(MetricSubject):
            name = one.metric.name
            known = any(
                other == name or (other[-1:] == "*" and name.startswith(other[:-1])) for other in self.elsewhere
            )
            names = [series.name for series in one.catalogue.series.values() if series.metric == name]
            if known or any(map(read.may_read, names)):
                continue
            series = sum(subject.knowledge.world.known[made].series for made in names)
            cost = f", and it has up to {series:,.0f} series" if math.isfinite(series) else ""
            yield Fault(f'nothing reads metric "{name}"{cost}', "show it, or have it scraped no longer", subject=one)
