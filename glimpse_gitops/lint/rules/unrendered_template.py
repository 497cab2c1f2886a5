"""Templates that nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..leftovers import left_over
from ..rule import Fault, Rule
from ..subjects import (
    QuerySubject,
)


class UnrenderedTemplate(Rule[QuerySubject]):
    """A template that nobody filled in.

    ## What it does
    Reports `{{ … }}`, `%(name)s`, `<no value>` and `<nil>` in an expression: what Helm, Jinja, Jsonnet or Go should
    have replaced.

    ## Why is this bad?
    Prometheus takes it as it stands: it refuses the query, or looks for a label value that is called so.

    ## Example
    ```promql
    sum(http_requests_active{job="{{ job }}"})
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{job="api"})
    ```
    """

    id = "PQ007"
    name = "unrendered-template"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        span = left_over(subject.expr)
        if span is not None:
            shown = subject.expr[span[0] : span[1]]
            yield Fault(f'"{shown}" was not filled in', "render the template first", span)
