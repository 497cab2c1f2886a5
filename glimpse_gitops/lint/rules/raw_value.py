"""Values in the text of an alert that nobody reads as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..promql_unit import unit_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class RawValue(Rule[AlertRuleSubject]):
    """A value in the text of an alert that nobody reads as it is.

    ## What it does
    Reports `{{ $value }}` of an alert whose expression returns seconds, bytes or a ratio, as the catalogue or the name
    of the metric says, where nothing makes it readable and no unit follows.

    ## Why is this bad?
    Whoever is woken reads `1.0737418240000001e+09`, and counts the digits.

    ## Example
    ```yaml
    alert: SlowRequests
    expr: histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 2
    for: 5m
    labels: {severity: warning}
    annotations: {summary: "Requests take {{ $value }}."}
    ```

    ## Use instead
    ```yaml
    alert: SlowRequests
    expr: histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 2
    for: 5m
    labels: {severity: warning}
    annotations: {summary: "Requests take {{ $value | humanizeDuration }}."}
    ```
    """

    id = "AL213"
    name = "raw-value"
    severity = Severity.INFO
    profile = "strict"
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        tree = subject.analysis.parsed.tree if subject.analysis is not None else None
        raw = [(text, match) for text in subject.texts for match in _RAW.finditer(text.value)]
        if tree is None or not raw or subject.analysis is None:
            return
        measured = unit_of(tree, subject.analysis.knowledge.catalogue)
        function = _HUMANIZERS.get(measured)
        for passage, match in raw if function else ():
            if _UNIT.match(passage.value, match.end()):
                continue
            span = match.span(1)
            repair = Repair(f"put it through {function}", (Edit(span, f"$value | {function}", passage),), safe=True)
            yield Fault(
                f"the value is in {measured.removeprefix('a ')}",
                f"write $value | {function}",
                span,
                passage,
                repair=repair,
            )


_RAW = re.compile(r"\{\{-?\s*(\$value)\s*-?\}\}")
_UNIT = re.compile(r"\s*(?:[a-zA-Zµ]{1,3}\b|%|bytes|seconds|percent|milli|kilo|mega|giga|of\b)")
"""What follows a value whose unit is written behind it."""
_HUMANIZERS = {
    "seconds": "humanizeDuration",
    "bytes": "humanize1024",
    "bytes per second": "humanize1024",
    "a ratio": "humanizePercentage",
}
