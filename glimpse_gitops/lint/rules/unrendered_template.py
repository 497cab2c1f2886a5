"""Templates that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..leftovers import left_over
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class UnrenderedTemplate(Rule[QuerySubject]):
    """A template that nobody filled in.

    ## What it does
    Reports `{{ … }}`, `%(name)s`, `<no value>` and `<nil>` in an expression, but not in a line of comment: what
    Helm, Jinja, Jsonnet or Go should have replaced. In a rule it reports values such as `"$cluster"` and
    `"${cluster:regex}"` as well: variables are for dashboards. `${cluster}` is left alone, which a shell or Flux
    may fill in.

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
        """At most one fault for what a template left, and one for each variable in a rule."""
        span = left_over(_COMMENT.sub(lambda comment: " " * len(comment[0]), subject.expr))
        if span is not None:
            shown = subject.expr[span[0] : span[1]]
            yield Fault(f'"{shown}" was not filled in', "render the template first", span)
        if subject.use not in _OF_RULES:
            return
        for selector in subject.analysis.selectors:
            for value in (one.value for one in selector.matchers if one.value is not None):
                if _VARIABLE.fullmatch(value.value):
                    said = f'"{value.value}" is a variable of a dashboard, and rules have none'
                    yield Fault(said, "write the values that are meant, or leave the matcher out", value.span)


_COMMENT = re.compile(r"^[ \t]*#.*", re.MULTILINE)
"""A line that is a comment alone: one behind an expression may as well be a string with a `#`."""
_OF_RULES = frozenset({"alert", "recording", "step"})
_VARIABLE = re.compile(r"\$[a-z][a-z_]*|\$\{\w+:[a-z]+\}|\[\[\w+\]\]")
