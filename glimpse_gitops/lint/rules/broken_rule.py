"""Rules and groups that Prometheus does not take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import BrokenPartSubject, ProjectSubject


class BrokenRule(Rule[ProjectSubject]):
    """A rule, a group, a route or a contact point that Prometheus or Grafana does not take.

    ## What it does
    Checks the form of rule files: a name for every group, either `alert` or `record` and an `expr` for every rule,
    durations that are durations, no unknown keys, no `for` on a recording rule. In a notification policy it checks
    matchers and durations; in Grafana's rule files name, folder and interval of groups, and title, uid, condition,
    data and states of rules; in contact points what their channels need. An unknown key with a mapping or a list
    behind it, in three files or more, is one of who makes rule files of these, and nothing is said.

    ## Why is this bad?
    Prometheus or Grafana refuses the whole file, and with it everything in it.

    ## Example
    ```yaml
    groups:
      - name: app
        rules:
          - record: app:requests:rate5m
            expression: sum(rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```yaml
    groups:
      - name: app
        rules:
          - record: app:requests:rate5m
            expr: sum(rate(http_requests_total[5m]))
    ```
    """

    id = "RF802"
    name = "broken-rule"
    severity = Severity.ERROR
    profile: ClassVar[Profile] = "minimal"
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """The faults that reading the files noted."""
        noted = [one for one in subject.of(BrokenPartSubject) if one.broken.kind == "rule"]
        nested = {(one.broken.message, one.broken.origin.path) for one in noted if one.broken.nested}
        files = Counter(message for message, _ in nested)
        for one in noted:
            if not one.broken.nested or files[one.broken.message] < _CUSTOM:
                yield Fault(one.broken.message, one.broken.hint, subject=one)


_CUSTOM = 3
