"""Recording rules that read each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.finding import Severity
from ..circles import circles, way
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import ProjectSubject, RecordingRuleSubject


class RecordingCycle(Rule[ProjectSubject]):
    """Recording rules that read each other.

    ## What it does
    Follows which recorded series is read by the rule of which other, and reports circles of two and more; where several
    lead through one series, the shortest. A rule that reads its own series keeps a value on purpose, and is left alone.
    In files from elsewhere, circles within one file count: two files may well be made for one to choose from.

    ## Why is this bad?
    Each value rests on an older one of the other: an error in one of them never leaves the circle.

    ## Example
    ```yaml
    groups:
      - name: requests
        rules:
          - record: a:requests:sum
            expr: sum(b:requests:sum)
          - record: b:requests:sum
            expr: sum(a:requests:sum)
    ```

    ## Use instead
    ```yaml
    groups:
      - name: requests
        rules:
          - record: a:requests:sum
            expr: sum(http_requests_active)
          - record: b:requests:sum
            expr: sum(a:requests:sum)
    ```
    """

    id = "RR254"
    name = "recording-cycle"
    severity = Severity.ERROR
    subject = ProjectSubject

    def check(self, subject: ProjectSubject, context: Context) -> Iterator[Fault]:
        """One fault for rules that read each other, at the first of them."""
        loaded: dict[str, list[RecordingRuleSubject]] = {}
        for rule in subject.of(RecordingRuleSubject):
            loaded.setdefault("" if subject.complete else rule.home.path, []).append(rule)
        for together in loaded.values():
            yield from _circles(together)


def _circles(together: Iterable[RecordingRuleSubject]) -> Iterator[Fault]:
    """The circles among rules that run on one server."""
    rules: dict[str, RecordingRuleSubject] = {}
    reads: dict[str, set[str]] = {}
    for rule in together:
        name = rule.rule.record
        rules.setdefault(name, rule)
        read = {one.metric or "" for one in rule.analysis.selectors} if rule.analysis is not None else set()
        reads.setdefault(name, set()).update(read - {name})
    for circle in circles(reads):
        said = f"recording rules read each other: {way(circle)}"
        yield Fault(said, "let one of them read the metric itself", subject=rules[circle[0]])
