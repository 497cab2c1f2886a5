"""Times of mute timings that Grafana does not take."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...model.calendar_range import check_days_of_month, check_months, check_weekdays, check_years
from ...model.finding import Severity
from ...model.time_interval import minutes
from ...model.time_zone import check_time_zone
from ..context import Context
from ..json_lists import mappings_in
from ..rule import Fault, Rule
from ..subjects import MuteTimingSubject


class BadMuteTime(Rule[MuteTimingSubject]):
    """A time of a mute timing that Grafana does not take.

    ## What it does
    Checks that the times of an interval are written as `22:00`, days, months and years as `monday`, `5`, `may` and
    `2026`, that each range ends after it starts, and that the time zone can be one.

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
            for key, check in _CHECKS:
                listed = interval.get(key)
                for place, one in enumerate(listed if isinstance(listed, list | tuple) else ()):
                    if fault := _refused(check, key, str(one)):
                        yield Fault(fault, passage=subject.part(f"/time_intervals/{index}/{key}/{place}"))
            zone = interval.get("location")
            if isinstance(zone, str) and zone and (fault := _refused(check_time_zone, "location", zone)):
                yield Fault(fault, passage=subject.part(f"/time_intervals/{index}/location"))


_CHECKS: tuple[tuple[str, Callable[[str, str], None]], ...] = (
    ("weekdays", check_weekdays),
    ("days_of_month", check_days_of_month),
    ("months", check_months),
    ("years", check_years),
)


def _refused(check: Callable[[str, str], None], key: str, text: str) -> str:
    """What a check says against the text; empty where it takes it."""
    try:
        check(key, text)
    except ValueError as error:
        return str(error)
    return ""


def _fault(start: str, end: str) -> str:
    """What is wrong with a range; empty where nothing is."""
    for text in (start, end):
        try:
            minutes(text)
        except ValueError as error:
            return str(error)
    return "" if minutes(start) < minutes(end) else f"the range from {start} to {end} ends before it starts"
