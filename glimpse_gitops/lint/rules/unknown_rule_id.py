"""Suppressions of rules that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import SuppressionSubject


class UnknownRuleId(Rule[SuppressionSubject]):
    """A suppression of a rule that does not exist.

    ## What it does
    Reports ids and names in `# glimpse: ignore[…]` that are no rule's, and a comment that names none.

    ## Why is this bad?
    The comment does nothing, and the finding that it was written for is still there.

    ## Example
    ```promql
    sum(http_requests_active)  # glimpse: ignore[PQ999] this rule does not exist
    ```

    ## Use instead
    ```promql
    sum(http_requests_active)
    ```
    """

    id = "SP704"
    name = "unknown-rule-id"
    severity = Severity.WARNING
    subject = SuppressionSubject

    def check(self, subject: SuppressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each id that is no rule's."""
        for one in subject.unknown:
            yield Fault(f'"{one}" is no rule', subject.hint(one))
        if not subject.ids:
            yield Fault("the comment names no rule", "write which one it is about: # glimpse: ignore[PQ116] because …")
