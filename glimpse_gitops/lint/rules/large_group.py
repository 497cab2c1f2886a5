"""Rule groups that take long to evaluate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import GroupSubject


@dataclass(frozen=True)
class LargeGroup(Rule[GroupSubject]):
    """A rule group that takes long to evaluate.

    ## What it does
    Counts the rules of each group.

    ## Why is this bad?
    The rules of a group are evaluated one after the other. Where that takes longer than the interval, evaluations are
    left out, and alerts come late. Only rules that read each other have to share a group.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - {record: "job:http_requests_active02:sum", expr: sum by (job) (http_requests_active) * 2}
          - {record: "job:http_requests_active03:sum", expr: sum by (job) (http_requests_active) * 3}
          - {record: "job:http_requests_active04:sum", expr: sum by (job) (http_requests_active) * 4}
          - {record: "job:http_requests_active05:sum", expr: sum by (job) (http_requests_active) * 5}
          - {record: "job:http_requests_active06:sum", expr: sum by (job) (http_requests_active) * 6}
          - {record: "job:http_requests_active07:sum", expr: sum by (job) (http_requests_active) * 7}
          - {record: "job:http_requests_active08:sum", expr: sum by (job) (http_requests_active) * 8}
          - {record: "job:http_requests_active09:sum", expr: sum by (job) (http_requests_active) * 9}
          - {record: "job:http_requests_active10:sum", expr: sum by (job) (http_requests_active) * 10}
          - {record: "job:http_requests_active11:sum", expr: sum by (job) (http_requests_active) * 11}
          - {record: "job:http_requests_active12:sum", expr: sum by (job) (http_requests_active) * 12}
          - {record: "job:http_requests_active13:sum", expr: sum by (job) (http_requests_active) * 13}
          - {record: "job:http_requests_active14:sum", expr: sum by (job) (http_requests_active) * 14}
          - {record: "job:http_requests_active15:sum", expr: sum by (job) (http_requests_active) * 15}
          - {record: "job:http_requests_active16:sum", expr: sum by (job) (http_requests_active) * 16}
          - {record: "job:http_requests_active17:sum", expr: sum by (job) (http_requests_active) * 17}
          - {record: "job:http_requests_active18:sum", expr: sum by (job) (http_requests_active) * 18}
          - {record: "job:http_requests_active19:sum", expr: sum by (job) (http_requests_active) * 19}
          - {record: "job:http_requests_active20:sum", expr: sum by (job) (http_requests_active) * 20}
          - {record: "job:http_requests_active21:sum", expr: sum by (job) (http_requests_active) * 21}
          - {record: "job:http_requests_active22:sum", expr: sum by (job) (http_requests_active) * 22}
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - {record: "job:http_requests_active:sum", expr: sum by (job) (http_requests_active)}
    ```

    ## Options
    * `rules`: rules that a group may have.
    """

    id = "AL237"
    name = "large-group"
    severity = Severity.INFO
    profile = "strict"
    subject = GroupSubject

    rules: int = 20

    def check(self, subject: GroupSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if len(subject.rules) > self.rules:
            said = f"the group has {len(subject.rules)} rules, which are evaluated one after the other"
            yield Fault(said, "make groups of those that read each other")
