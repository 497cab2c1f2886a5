"""Dashboards that read billions of samples each time they are opened."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_load import load_of
from ..dashboard_time import length_of
from ..rule import Fault, Rule
from ..subjects import DashboardQueriesSubject


@dataclass(frozen=True)
class DashboardCost(Rule[DashboardQueriesSubject]):
    """A dashboard that reads billions of samples.

    ## What it does
    Adds up what the queries of the panels read when the dashboard is opened: the samples of one evaluation, as the
    catalogue bounds them, times the points of the graph, times the panels that are repeated for a list of values.
    Panels in closed rows ask nothing and do not count, nor do queries of which the catalogue bounds nothing, and those
    of which a single evaluation is too much already (CD408). More than two billion samples are told; so is a
    refresh that reads more than 100 million samples a second, about what keeps one processor of Prometheus busy for as
    long as the dashboard stays open.

    ## Why is this bad?
    Everybody who opens it makes Prometheus read all of them at once. The rules, which share its processors, come late.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview", "time": {"from": "now-24h", "to": "now"},
      "panels": [
        {
          "id": 1, "title": "Warmest rack", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "celsius"}},
          "gridPos": {"x": 0, "y": 0, "w": 24, "h": 8},
          "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "max(max_over_time(temperature[5m]))"}]
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview", "time": {"from": "now-24h", "to": "now"},
      "panels": [
        {
          "id": 1, "title": "Warmest rack", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "celsius"}},
          "gridPos": {"x": 0, "y": 0, "w": 24, "h": 8},
          "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "max(temperature)"}]
        }
      ]
    }
    ```

    ## Options
    * `samples`: samples that opening the dashboard may read.
    * `samples_per_second`: samples that its refresh may read.
    * `samples_of_query`: what CD408 lets one evaluation read: queries that read more do not count here.
    """

    id = "CD412"
    name = "dashboard-cost"
    severity = Severity.WARNING
    subject = DashboardQueriesSubject
    needs = "series"

    samples: int = 2_000_000_000
    samples_per_second: int = 100_000_000
    samples_of_query: int = 500_000_000

    def check(self, subject: DashboardQueriesSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        loads = [(load_of(query, self.samples_of_query), query) for query in subject.queries]
        total = sum(load for load, _ in loads)
        if total == 0:
            return
        dearest = max(loads, key=lambda one: one[0])[1].object.removeprefix(f"{subject.object}, ")
        hint = f"the dearest is {dearest}: record it, or select fewer series"
        refresh = length_of(subject.json.get("refresh")) or math.inf
        rate = total / (refresh / 1000)
        if total > self.samples:
            yield Fault(f"opening the dashboard reads up to {total:,.0f} samples", hint)
        elif rate > self.samples_per_second:
            said = f"refreshed every {subject.json['refresh']}, the dashboard reads up to {rate:,.0f} samples a second"
            yield Fault(said, f"refresh less often; {hint}", passage=subject.part("/refresh"))
