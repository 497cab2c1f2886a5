"""Dashboards that show more time than is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.duration import parse_duration
from ...model.finding import Severity
from ..context import Context
from ..dashboard_time import minutes_from_now
from ..json_lists import mapping
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class TimeBeyondRetention(Rule[DashboardSubject]):
    """A dashboard that shows more time than is kept.

    ## What it does
    Compares the time range that a dashboard opens with with the retention of Prometheus: as the option says, else the
    project's stack, else 15 days.

    ## Why is this bad?
    A part of each graph is empty for ever, and the rest is squeezed together.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "time": {"from": "now-90d", "to": "now"}, "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "time": {"from": "now-7d", "to": "now"}, "panels": []}
    ```

    ## Options
    * `retention`: how long samples are kept, such as `90d`.
    """

    id = "DB344"
    name = "time-beyond-retention"
    severity = Severity.INFO
    profile = "strict"
    subject = DashboardSubject

    retention: str = ""

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        start = minutes_from_now(mapping(subject.json.get("time")).get("from"))
        kept = self.retention or context.retention
        if start is not None and -start * 60_000 > parse_duration(kept):
            said = f"the dashboard starts {-start / 1440:g} days ago, and {kept} are kept"
            yield Fault(said, "show less, or keep more", passage=subject.part("/time/from"))
