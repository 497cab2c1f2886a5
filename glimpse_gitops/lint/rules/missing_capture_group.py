"""References to groups that a pattern does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.label_functions import replacement_of, undefined_reference
from ...promql.tree import (
    Text,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class MissingCaptureGroup(Rule[ExpressionSubject]):
    """A reference to a group that the pattern does not have.

    ## What it does
    Reports a `$1` or `${name}` in the replacement of `label_replace` for which the regular expression has no group.

    ## Why is this bad?
    Prometheus puts nothing there: the label becomes empty, which removes it.

    ## Example
    ```promql
    label_replace(http_requests_active, "team", "$2", "job", "(.*)-.*")
    ```

    ## Use instead
    ```promql
    label_replace(http_requests_active, "team", "$1", "job", "(.*)-.*")
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#label_replace
    """

    id = "PQ125"
    name = "missing-capture-group"
    severity = Severity.ERROR
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        for call in subject.analysis.calls:
            change = replacement_of(call) if call.function.value == "label_replace" else None
            text = call.arguments[2] if len(call.arguments) == 5 else None
            if change is None or not isinstance(text, Text):
                continue
            missing = undefined_reference(text.value, change.pattern)
            if missing is None:
                continue
            start = text.text.find(missing)
            span = (text.start + start, text.start + start + len(missing)) if start >= 0 else text.span
            yield Fault(f'the pattern "{change.pattern}" has no group for {missing}', _hint(missing), span)


def _hint(missing: str) -> str:
    name = missing.lstrip("$")
    if name[:1].isdigit() and not name.isdigit():
        return f"write ${{{name[0]}}}{name[1:]}: the name of a group goes on to the last letter or digit"
    return "put the part of the pattern that is meant into parentheses"
