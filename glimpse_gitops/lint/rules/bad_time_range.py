"""Time ranges that Grafana cannot read."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..dashboard_time import is_time, minutes_from_now
from ..json_lists import mapping
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class BadTimeRange(Rule[DashboardSubject]):
    """A time range of a dashboard that Grafana cannot read, or that ends before it begins or at once.

    ## What it does
    Reads `time.from` and `time.to`: a date, milliseconds, or `now` with steps such as `-6h` and `/d`.

    ## Why is this bad?
    The dashboard opens on another time than its author chose, or on none.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "time": {"from": "now-6hours", "to": "now"}, "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "time": {"from": "now-6h", "to": "now"}, "panels": []}
    ```
    """

    id = "DB325"
    name = "bad-time-range"
    severity = Severity.ERROR
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """One fault for each text, or one for both."""
        given = {key: mapping(subject.json.get("time")).get(key) for key in ("from", "to")}
        for key, text in given.items():
            if isinstance(text, str) and text and "$" not in text and not is_time(text):
                yield Fault(f'"{text}" is no time', "write it as now-6h", passage=subject.part(f"/time/{key}"))
        begin, end = (minutes_from_now(text) for text in given.values())
        if begin is not None and end is not None and begin >= end:
            ends = "before it begins" if begin > end else "as it begins"
            said = f"the time range ends {ends}: {given['from']} to {given['to']}"
            yield Fault(said, passage=subject.part("/time/from"))
