"""Comparisons in the texts of alerts that Go cannot make."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..alert_texts import meanings
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


class BadTemplateComparison(Rule[AlertRuleSubject]):
    """A comparison in the text of an alert that Go cannot make.

    ## What it does
    Reports `eq`, `ne`, `lt`, `le`, `gt` and `ge` between what is certainly of different types: a value and an integer
    (`gt $value 80`), a label and a number (`eq $labels.code 200`).

    ## Why is this bad?
    Go compares only what is of one type: the text cannot be filled in, and the alert fires with an error in its place.
    No check of the rule file notices.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ if gt $value 500 }}Far too{{ else }}Too{{ end }} many requests'}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: '{{ if gt $value 500.0 }}Far too{{ else }}Too{{ end }} many requests'}
    ```

    ## References
    * https://pkg.go.dev/text/template#hdr-Functions
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL224"
    name = "bad-template-comparison"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each comparison, with the number as it must be written where it can be made right."""
        for passage, meaning in meanings(subject):
            for one in meaning.failing:
                if one.why == "comparison":
                    yield Fault(one.message, one.hint, one.span, passage, repair=_repair(one.hint, one.span))


def _repair(hint: str, span: tuple[int, int]) -> Repair | None:
    """The hint carried out: `write 80.0`."""
    wanted = hint.removeprefix("write ")
    return Repair(hint, (Edit(span, wanted),)) if wanted != hint else None
