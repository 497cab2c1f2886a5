"""Rule groups without rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import GroupSubject


@dataclass(frozen=True)
class EmptyGroup(Rule[GroupSubject]):
    """A rule group without rules.

    ## What it does
    Reports groups that hold no rule.

    ## Why is this bad?
    Something was meant to be watched, and is not.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules: []
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - alert: TooManyRequests
            expr: sum(http_requests_active) > 100
            for: 5m
            labels: {severity: warning}
            annotations: {summary: Too many requests in flight}
    ```
    """

    id = "AL219"
    name = "empty-group"
    severity = Severity.WARNING
    subject = GroupSubject

    def check(self, subject: GroupSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not subject.group.rules:
            yield Fault("the group has no rules", "add some, or take it away")
