"""Regular expressions that Go does not compile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ...promql.fault import FaultKind
from ...promql.regex import regex_fault
from ...promql.tree import Text
from ..context import Context
from ..promql_faults import faults_of_kind
from ..rule import Fault, Profile, Rule
from ..subjects import QuerySubject


class InvalidRegex(Rule[QuerySubject]):
    """A regular expression that Prometheus cannot compile.

    ## What it does
    Checks the patterns of `=~` and `!~` matchers and of `label_replace` against Go's RE2 syntax, which has no
    look-around and no back-references, and repeats at most 1,000 times.

    ## Why is this bad?
    Prometheus refuses the query. Python or PCRE would have taken many of these patterns, so they look right.

    ## Example
    ```promql
    sum(rate(http_requests_total{route=~"(?!/health).*"}[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{route!~"/health.*"}[5m]))
    ```

    ## References
    * https://github.com/google/re2/wiki/Syntax
    """

    id = "PQ009"
    name = "invalid-regex"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """What the parser found in matchers, and patterns of `label_replace`, which fail when they are evaluated."""
        yield from faults_of_kind(subject, FaultKind.REGEX)
        for node in subject.analysis.calls:
            if node.function.value == "label_replace":
                pattern = node.arguments[-1]
                said = regex_fault(pattern.value) if isinstance(pattern, Text) and not pattern.variable else None
                if said is not None:
                    yield Fault(f"invalid regular expression: {said}", "", (pattern.start, pattern.end))
