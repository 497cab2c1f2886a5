"""Rates over the distance of two points."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Selector, Variable
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class IntervalAsRateRange(Rule[QuerySubject]):
    """A rate over `$__interval`, which may hold a single sample.

    ## What it does
    Reports `rate`, `irate` and `increase` over `[$__interval]` in panels without a minimum interval of their own.

    ## Why is this bad?
    When people zoom in, `$__interval` gets shorter than the time between two samples: the panel is empty.
    `$__rate_interval` is at least four times that time. An `increase` that is to be as long as a step, as bars of a
    count are, needs a minimum interval of the query: over `$__rate_interval` neighbours count the same events.

    ## Example
    ```promql
    sum(rate(http_requests_total[$__interval]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[$__rate_interval]))
    ```

    ## References
    * https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
    """

    id = "DB306"
    name = "interval-as-rate-range"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each call."""
        if (
            subject.use != "panel"
            or subject.json.get("interval")
            or (subject.panel and subject.panel.json.get("interval"))
        ):
            return
        for call in subject.analysis.calls:
            for argument in call.arguments if call.function.value in _RATES else ():
                window = argument.window if isinstance(argument, Selector) else None
                if window is not None and isinstance(window.duration, Variable) and window.duration.text in _INTERVALS:
                    span = window.duration.span
                    counts = call.function.value == "increase"
                    edit = Edit(span, "$__rate_interval")
                    repair = Repair("use $__rate_interval", (edit,), safe=not counts)
                    hint = _FOR_COUNTS if counts else "use $__rate_interval"
                    yield Fault("$__interval may be shorter than two samples", hint, span, repair=repair)


_FOR_COUNTS = "give the query a min step of four scrapes; $__rate_interval is longer than a step and counts twice"
_RATES = frozenset({"rate", "irate", "increase"})
_INTERVALS = frozenset({"$__interval", "${__interval}", "[[__interval]]"})
