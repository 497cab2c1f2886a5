"""Matchers that are written twice."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RepeatedMatcher(Rule[ExpressionSubject]):
    """A matcher that is written twice.

    ## What it does
    Reports a matcher that stands twice, word for word, in one selector.

    ## Why is this bad?
    The second one does nothing. Mostly another label or value was meant, which is now missing.

    ## Example
    ```promql
    sum(http_requests_active{job="api", job="api"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job="api", method="GET"})
    ```
    """

    id = "PQ014"
    name = "repeated-matcher"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for selector in subject.analysis.selectors:
            seen: set[tuple[str, str, str]] = set()
            for before, matcher in zip((None, *selector.matchers), selector.matchers, strict=False):
                if matcher.label is None or matcher.op is None or matcher.value is None:
                    continue
                key = (matcher.label.value, matcher.op.value, matcher.value.value)
                if key in seen and before is not None:
                    repair = Repair("leave it out", (Edit((before.end, matcher.end), ""),), safe=True)
                    said = f"{matcher.label.text}{matcher.op.value}{matcher.value.text} is written twice"
                    yield Fault(said, "", matcher.span, repair=repair)
                seen.add(key)
