"""Label values that a label never takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.finding import Severity
from ...promql.regex import literal_choices, regex_matches
from ...promql.tree import Matcher
from ..context import Context
from ..knowledge import ALERT_SERIES
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class UnknownValue(Rule[ExpressionSubject]):
    """A matcher on a value that the label never takes.

    ## What it does
    Holds the value of every matcher against the values that the catalogue lists for the label, and `alertname` of
    `ALERTS` against the names of the project's alerts. A regular expression must match at least one of them, and each
    of the values that it lists (`"a|b"`) must be one. Labels whose values are not listed are not checked.

    ## Why is this bad?
    The matcher matches nothing, or (`!=`) everything, and the query silently means something else.

    ## Example
    ```promql
    sum(rate(http_requests_total{status_class="50x"}[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{status_class="5xx"}[5m]))
    ```
    """

    id = "PQ117"
    name = "unknown-value"
    severity = Severity.ERROR
    subject = ExpressionSubject
    needs = "labels"

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each value that is unknown."""
        knowledge = subject.analysis.knowledge
        for selector in subject.analysis.selectors:
            for matcher in selector.matchers:
                if matcher.label is None or matcher.label.variable:
                    continue
                values = knowledge.values_of(selector.metric, matcher.label.value)
                for fault in _faults(matcher, values, matcher.label.value) if values else ():
                    # Other projects have alerts too: only what looks like a misspelt one of ours is reported.
                    if selector.metric not in ALERT_SERIES or fault.hint.startswith("did you mean"):
                        yield fault


def _faults(matcher: Matcher, values: Sequence[str], label: str) -> Iterator[Fault]:
    if matcher.op is None or matcher.value is None or matcher.value.variable:
        return
    wanted, (start, end) = matcher.value.value, matcher.value.span
    listed = f"its values are {', '.join(values)}"
    if matcher.op.value in ("=", "!="):
        if wanted and wanted not in values:
            yield Fault(
                f'label "{label}" has no value "{wanted}"', did_you_mean(wanted, values) or listed, (start, end)
            )
        return
    for choice in sorted(literal_choices(wanted) or ()):
        if choice and choice not in values:
            offset = matcher.value.text.find(choice)
            span = (start + offset, start + offset + len(choice)) if offset >= 0 else (start, end)
            yield Fault(f'label "{label}" has no value "{choice}"', did_you_mean(choice, values) or listed, span)
    if literal_choices(wanted) is None and not any(
        regex_matches(wanted, value) is not False for value in ("", *values)
    ):
        yield Fault(f'no value of label "{label}" matches "{wanted}"', listed, (start, end))
