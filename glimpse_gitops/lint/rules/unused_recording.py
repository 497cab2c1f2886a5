"""Recorded series that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..metric_uses import read_by
from ..rule import Fault, Rule
from ..subjects import FederationSubject, ProjectSubject, RecordingRuleSubject


@dataclass(frozen=True)
class UnusedRecording(Rule[ProjectSubject]):
    """A recorded series that nothing reads.

    ## What it does
    Looks for each recorded series in all rules, dashboards and texts of alerts of the project, and among what is
    federated by name. Selectors that match several names count for all of them. In files from elsewhere nothing counts
    as unused.

    ## Why is this bad?
    Prometheus works it out and stores it for ever, and nobody looks at it.

    ## Example
    ```python
    [RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))")]
    ```

    ## Use instead
    ```python
    [RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))"),
     AlertRule("Busy", "job:http_requests:rate5m > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Options
    * `elsewhere`: recorded series that are read outside of this project; `*` at the end stands for anything.
    """

    id = "RR255"
    name = "unused-recording"
    severity = Severity.INFO
    profile = "strict"
    subject = ProjectSubject
    compares_queries = True

    elsewhere: tuple[str, ...] = ()

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for each series."""
        if not subject.complete:
            return
        read = read_by(subject)
        federated = {name for one in subject.of(FederationSubject) for name in one.federation.series or ()}
        for rule in subject.of(RecordingRuleSubject):
            name = rule.rule.record
            known = any(one == name or (one[-1:] == "*" and name.startswith(one[:-1])) for one in self.elsewhere)
            if not known and name not in federated and not read.may_read(name):
                yield Fault(f'nothing reads "{name}"', "use it, or take the rule away", subject=rule)
