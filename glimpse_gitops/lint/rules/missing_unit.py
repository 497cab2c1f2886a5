"""Panels whose numbers have no unit."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..panel_units import units_of
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import PanelSubject


class MissingUnit(Rule[PanelSubject]):
    """A panel whose numbers have no unit.

    ## What it does
    Reports time series, stats, gauges and bar gauges with queries and without any unit. Where a plain number is right,
    say so with the unit `none` or `short`.

    ## Why is this bad?
    1500000000 may be bytes, seconds or requests. Who is woken at night should not have to guess.

    ## Example
    ```json
    {"title": "Requests", "type": "timeseries", "targets": [
      {"refId": "A", "expr": "sum(rate(http_requests_total[5m]))", "datasource": {"type": "prometheus", "uid": "$ds"}}]}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}}, "targets": [
      {"refId": "A", "expr": "sum(rate(http_requests_total[5m]))", "datasource": {"type": "prometheus", "uid": "$ds"}}]}
    ```
    """

    id = "DB326"
    name = "missing-unit"
    severity = Severity.WARNING
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.json
        if text_of(panel.get("type")) in _TYPES and panel.get("targets") and next(units_of(panel), None) is None:
            yield Fault("the panel has no unit", 'choose one, or "none" where a plain number is right')


_TYPES = frozenset({"timeseries", "stat", "gauge", "bargauge"})
