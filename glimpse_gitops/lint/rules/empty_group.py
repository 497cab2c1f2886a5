"""Rule groups without rules."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import BrokenPartSubject, GroupSubject, ProjectSubject


class EmptyGroup(Rule[ProjectSubject]):
    """A rule group without rules.

    ## What it does
    Reports groups that hold no rule. A group in which something could not be read is left alone, and so is `rules: []`
    in a file from elsewhere whose other groups have some: that is what generators leave of rules that were dropped.

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
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each group."""
        groups = subject.of(GroupSubject)
        filled = set() if subject.complete else {group.home.path for group in groups if group.group.rules}
        broken = [part.home for part in subject.of(BrokenPartSubject)]
        for group in groups:
            if group.group.rules or (group.home.path in filled and group.json.get("rules") == []):
                continue
            home = group.home
            ends = max(home.end_line, home.line)
            if not any(one.path == home.path and home.line <= one.line <= ends for one in broken):
                yield Fault("the group has no rules", "add some, or take it away", subject=group)
