"""Expressions that are too large to analyse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ...promql.fault import FaultKind
from ..context import Context
from ..promql_faults import faults_of_kind
from ..rule import Fault, Profile, Rule
from ..subjects import QuerySubject


class TooComplex(Rule[QuerySubject]):
    """An expression that is too large to analyse.

    ## What it does
    Reports expressions of more than 2,000 tokens, 65,536 characters or 200 nested brackets. They are not looked at
    any further. Of a file of rules or dashboards 30,000 operands are looked at, of a larger one one for 20 characters.

    ## Why is this bad?
    Nobody can review such an expression, and Prometheus evaluates all of it at every step.

    ## Example
    ```promql
    ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
    (
    sum(http_requests_active)
    )
    ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    ```

    ## Use instead
    Recording rules for its parts, or fewer brackets:

    ```promql
    sum(http_requests_active)
    ```
    """

    id = "PQ011"
    name = "too-complex"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """The limit that the expression exceeds."""
        yield from faults_of_kind(subject, FaultKind.LIMIT)
