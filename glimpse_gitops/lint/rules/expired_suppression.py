"""Suppressions whose last day has passed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import SuppressionSubject


class ExpiredSuppression(Rule[SuppressionSubject]):
    """A suppression whose last day has passed.

    ## What it does
    Reports `# glimpse: ignore[…] until=2027-01-31 …` from the day after on; the findings that it silenced are told
    again. A day that does not exist counts as passed.

    ## Why is this bad?
    Somebody said by when the fault would be gone, and it is not.

    ## Example
    ```promql
    sum(http_requests_active)  # glimpse: ignore[PQ116] until=2020-01-31 rack comes with the next release
    ```

    ## Use instead
    ```promql
    sum(http_requests_active)
    ```
    """

    id = "SP702"
    name = "expired-suppression"
    severity = Severity.WARNING
    subject = SuppressionSubject

    def check(self, subject: SuppressionSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not subject.expired:
            return
        if not _DAY.fullmatch(subject.expired):
            yield Fault(f'"{subject.expired}" is no day', "write until=2027-01-31")
        else:
            yield Fault(
                f"ignoring {', '.join(subject.ids)} has expired on {subject.expired}",
                "correct what it hides and remove it, or say a later day",
            )


_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
