"""Times of mute timings that Grafana does not take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.time_interval import minutes
from ..context import Context
from ..json_lists import mappings_in
from ..rule import Fault, Rule
from ..subjects import MuteTimingSubject


@dataclass(frozen=True)
class BadMuteTime(Rule[MuteTimingSubject]):
    """A time of a mute timing that Grafana does not take.

    ## What it does
    Checks that the times of an interval are written as `22:00`, and that each range ends after it starts.

    ## Why is this bad?
    Grafana refuses the mute timing. A night is two ranges: up to `24:00`, and from `00:00`.

    ## Example
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{times: [{start_time: "22:00", end_time: "07:00"}]}]
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{times: [{start_time: "22:00", end_time: "24:00"}, {start_time: "00:00", end_time: "07:00"}]}]
    ```
    """

    id = "NP521"
    name = "bad-mute-time"
    severity = Severity.ERROR
    subject = MuteTimingSubject

    def check(self, subject: MuteTimingSubject, context: Context) -> Iterator[Fault]:
        """One fault for each range."""
        for index, interval in enumerate(subject.intervals):
            for place, one in mappings_in(interval.get("times")):
                fault = _fault(str(one.get("start_time")), str(one.get("end_time")))
                if fault:
                    passage = subject.part(f"/time_intervals/{index}/times/{place}/start_time")
                    yield Fault(fault, "write 22:00 to 24:00, and 00:00 to 07:00", passage=passage)


def _fault(start: str, end: str) -> str:
    """What is wrong with a range; empty where nothing is."""
    for text in (start, end):
        try:
            minutes(text)
        except ValueError as error:
            return str(error)
    return "" if minutes(start) < minutes(end) else f"the range from {start} to {end} ends before it starts"
