"""Functions that Prometheus does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ...promql.fault import FaultKind
from ..context import Context
from ..promql_faults import faults_of_kind
from ..rule import Fault, Profile, Rule
from ..subjects import QuerySubject


class UnknownFunction(Rule[QuerySubject]):
    """A function that Prometheus does not have.

    ## What it does
    Looks up every function and aggregation, and names the one that was probably meant.

    ## Why is this bad?
    Prometheus refuses the query.

    ## Example
    ```promql
    sum(ratee(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/
    """

    id = "PQ004"
    name = "unknown-function"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """The faults of this kind that the parser found."""
        yield from faults_of_kind(subject, FaultKind.FUNCTION)
