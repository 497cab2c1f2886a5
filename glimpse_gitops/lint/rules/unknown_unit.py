"""Units that Grafana does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..nearest import misspelt
from ..rule import Fault, Rule
from ..subjects import UnitSubject
from ..units import OTHER_NAMES, UNITS, is_unit


class UnknownUnit(Rule[UnitSubject]):
    """A unit that Grafana does not know.

    ## What it does
    Looks up every unit of panels, overrides and heatmaps among the 272 of Grafana and the forms `prefix:`,
    `suffix:`, `si:`, `time:`, `count:`, `currency:` and `bool:`. It reports what looks like a misspelt unit of
    Grafana's and what Grafana calls otherwise (`seconds`, `req/s`); any other text is taken as meant (`documents`,
    `rows/s`, `GB`).

    ## Why is this bad?
    Grafana shows what it does not know as text behind the number, without scaling it: `1234567 reqsp`.

    ## Example
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqsp"}}}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}}}
    ```
    """

    id = "DB303"
    name = "unknown-unit"
    severity = Severity.WARNING
    subject = UnitSubject

    def check(self, subject: UnitSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        unit = subject.passage.value
        if not is_unit(unit) and "$" not in unit and unit not in _AS_MEANT:
            meant = OTHER_NAMES.get(unit.lower()) or _misspelt(unit)
            if meant:
                yield Fault(f'unknown unit "{unit}"', f'did you mean "{meant}"?')


def _misspelt(unit: str) -> str:
    """The unit that a misspelt one of four letters or more is meant to be; nobody comes upon a slash by mistake.

    Short ones such as `pps` are near to any plural: `apps` are what is counted.
    """
    if _CURRENCY.fullmatch(unit):
        return f"currency:{unit[-3:]}"  # Grafana knows some by name, and puts any text before the number.
    known = sorted(one for one in UNITS if len(one) > 3)
    return misspelt(unit, known) if len(unit) > 3 and "/" not in unit and unit not in _COUNTED else ""


_CURRENCY = re.compile(r"currency[A-Z]{3}")
_AS_MEANT = frozenset({"hours", "days", "weeks", "years"})
"""Words behind a number that stay what they are; Grafana's own units would make months of many days."""
_COUNTED = frozenset(
    {
        *("reqs", "msgs", "recs", "errs", "evts", "pkts", "conns"),
        *("blocks", "clicks", "flips", "flows", "gram", "hits", "locks", "node"),
    }
)
"""What is counted and has a name that looks like a unit's: shown behind a number as it is meant."""
