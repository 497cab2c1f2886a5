"""Mute timings that always mute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mappings_in
from ..rule import Fault, Rule
from ..subjects import MuteTimingSubject


class AlwaysMuted(Rule[MuteTimingSubject]):
    """A mute timing that always mutes.

    ## What it does
    Reports intervals that hold at every moment: those that say nothing, and those of all times, weekdays or months.
    Timings that are called so are left alone: `always`, `mute-all`, `forever`.

    ## Why is this bad?
    Every notification of the routes that use it is held back for ever.

    ## Example
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{times: [{start_time: "00:00", end_time: "24:00"}]}]
    ```

    ## Use instead
    ```yaml
    apiVersion: 1
    muteTimes:
      - orgId: 1
        name: nights
        time_intervals: [{times: [{start_time: "00:00", end_time: "07:00"}]}]
    ```
    """

    id = "NP520"
    name = "always-muted"
    severity = Severity.WARNING
    subject = MuteTimingSubject

    def check(self, subject: MuteTimingSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if _MEANT.search(subject.passage.value.lower()):
            return
        for interval in subject.intervals:
            said = {key: value for key, value in interval.items() if value and key != "location"}
            if all(_is_always(key, value) for key, value in said.items()):
                yield Fault("the mute timing always mutes", "leave the interval out, or say when it holds")
                return


_MEANT = re.compile(r"\b(?:always|all|forever|24x?/?7)\b")
"""Words in the name of a timing that is meant to mute for ever."""
_ALL = {
    "weekdays": ("sunday:saturday", "monday:sunday"),
    "months": ("1:12", "january:december"),
    "days_of_month": ("1:31",),
}


def _is_always(key: str, value: Any) -> bool:
    """Whether a part of an interval holds at every moment."""
    if key == "times":
        ranges = [(one.get("start_time"), one.get("end_time")) for _, one in mappings_in(value)]
        return ("00:00", "24:00") in ranges
    return any(str(one).lower() in _ALL.get(key, ()) for one in value) if isinstance(value, list | tuple) else False
