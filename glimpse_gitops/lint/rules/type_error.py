"""Expressions whose parts do not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ...promql.fault import FaultKind
from ..context import Context
from ..promql_faults import faults_of_kind
from ..rule import Fault, Profile, Rule
from ..subjects import QuerySubject


class TypeErrors(Rule[QuerySubject]):
    """An expression that parses, but whose parts do not fit together.

    ## What it does
    Checks what every function, aggregation and operator is given: range vectors for `rate`, scalars for `topk`, the
    number of arguments, `bool` where two scalars are compared.

    ## Why is this bad?
    Prometheus refuses the query as it refuses one that does not parse.

    ## Example
    ```promql
    sum(rate(http_requests_total))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/
    """

    id = "PQ002"
    name = "type-error"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """The faults of this kind that the parser found."""
        yield from faults_of_kind(subject, FaultKind.TYPE)
