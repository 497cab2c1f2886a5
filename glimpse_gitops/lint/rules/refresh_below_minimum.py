"""Dashboards that refresh faster than Grafana lets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_time import length_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class RefreshBelowMinimum(Rule[DashboardSubject]):
    """A dashboard that refreshes faster than Grafana lets it.

    ## What it does
    Compares the refresh of the dashboard with `min_refresh_interval`, which is 5 seconds unless the server says
    otherwise.

    ## Why is this bad?
    Grafana takes the next longer interval, or refuses to save the dashboard.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "refresh": "1s", "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "refresh": "30s", "panels": []}
    ```

    ## Options
    * `seconds`: `dashboards.min_refresh_interval` of the server.
    """

    id = "DB316"
    name = "refresh-below-minimum"
    severity = Severity.WARNING
    subject = DashboardSubject

    seconds: int = 5

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        length = length_of(subject.json.get("refresh"))
        if length is not None and length < self.seconds * 1000:
            said = f'a refresh of "{subject.json["refresh"]}" is below the minimum of {self.seconds}s'
            given = str(subject.json["refresh"])
            repair = Repair(f"take {self.seconds}s", (Edit((0, len(given)), f"{self.seconds}s"),), safe=True)
            yield Fault(said, "30s is often enough for people", passage=subject.part("/refresh"), repair=repair)
