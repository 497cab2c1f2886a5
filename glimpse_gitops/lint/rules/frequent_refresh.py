"""Dashboards that refresh more often than there is something new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..dashboard_time import length_of
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class FrequentRefresh(Rule[DashboardSubject]):
    """A dashboard that refreshes more often than there is something new.

    ## What it does
    Compares the refresh of the dashboard with the option.

    ## Why is this bad?
    Each open browser asks all queries anew, and gets the samples it has.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "refresh": "10s", "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "refresh": "1m", "panels": []}
    ```

    ## Options
    * `seconds`: the shortest refresh.
    """

    id = "DB334"
    name = "frequent-refresh"
    severity = Severity.INFO
    profile = "strict"
    subject = DashboardSubject

    seconds: int = 30

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        length = length_of(subject.json.get("refresh"))
        if length is not None and length < self.seconds * 1000:
            said = f'the dashboard refreshes every "{subject.json["refresh"]}"'
            yield Fault(said, f"{self.seconds}s is often enough", passage=subject.part("/refresh"))
