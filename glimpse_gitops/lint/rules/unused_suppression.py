"""Suppressions that suppress nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import EVERY, SuppressionSubject


class UnusedSuppression(Rule[SuppressionSubject]):
    """A suppression that suppresses nothing.

    ## What it does
    Reports the rules in `# glimpse: ignore[…]` that found nothing where the comment counts, and those that the settings
    have locked, so that no comment counts.

    ## Why is this bad?
    The fault was corrected, or the comment stands in the wrong place. It would hide the next fault of this kind.

    ## Example
    ```promql
    sum(http_requests_active)  # glimpse: ignore[PQ116] the label comes with the next release
    ```

    ## Use instead
    ```promql
    sum(http_requests_active)
    ```
    """

    id = "SP701"
    name = "unused-suppression"
    severity = Severity.WARNING
    subject = SuppressionSubject

    def check(self, subject: SuppressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each rule that is suppressed in vain."""
        for one in subject.unused:
            name = "the linter" if one == EVERY else one
            yield Fault(f"nothing to suppress here: {name} found nothing", "remove it from the comment")
        for one in subject.locked:
            yield Fault(f"{one} is locked: nothing suppresses it", "correct what it finds, and remove it here")
