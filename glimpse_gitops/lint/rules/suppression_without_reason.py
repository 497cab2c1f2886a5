"""Suppressions that do not say why."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import SuppressionSubject


class SuppressionWithoutReason(Rule[SuppressionSubject]):
    """A suppression that does not say why.

    ## What it does
    Reports `# glimpse: ignore[…]` without a text behind the bracket.

    ## Why is this bad?
    Nobody can tell later whether the reason still holds.

    ## Example
    ```promql
    sum(http_requests_active{rack="7"})  # glimpse: ignore[PQ116]
    ```

    ## Use instead
    ```promql
    sum(http_requests_active{rack="7"})  # glimpse: ignore[PQ116] rack is added by relabelling in the old cluster
    ```
    """

    id = "SP703"
    name = "suppression-without-reason"
    severity = Severity.WARNING
    subject = SuppressionSubject

    def check(self, subject: SuppressionSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not subject.reason:
            listed = ", ".join(subject.ids)
            yield Fault(f"no reason is given for ignoring {listed}", f"write it: # glimpse: ignore[{listed}] because …")
