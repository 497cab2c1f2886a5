"""Series that a change no longer records, and that something still reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class RemovedDependency(Rule[ExpressionSubject]):
    """A series that a change no longer records, and that something still reads.

    ## What it does
    With `--changed-since REF` it compares the recording rules in the YAML and JSON files that differ from that commit
    with what they were there, and reports queries of series that none of them records any more. Such a query is told
    wherever it stands, on a line that has changed or not.

    ## Why is this bad?
    The rule is gone, and so is its series five minutes later: panels go empty and alerts never fire, in files that
    nobody looks at in this change.

    ## Example
    ```python
    [{"rules": {"XF609": {"removed": ["job:http_requests:rate5m"]}}}, Catalogue((), complete=False),
     AlertRule("Busy", "job:http_requests:rate5m > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Use instead
    ```python
    [{"rules": {"XF609": {"removed": ["job:http_requests:rate5m"]}}}, Catalogue((), complete=False),
     AlertRule("Busy", "job:http_requests:rate1m > 100", "5m", {"severity": "warning"}, "Many requests")]
    ```

    ## Options
    * `removed`: further series that are gone. `--changed-since` finds those of the change itself.
    """

    id = "XF609"
    name = "removed-dependency"
    severity = Severity.ERROR
    subject = ExpressionSubject

    removed: tuple[str, ...] = ()

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector."""
        for selector in subject.analysis.selectors if self.removed else ():
            knowledge = subject.analysis.knowledge
            if selector.metric in self.removed and selector.metric not in knowledge.names:
                hint = (
                    did_you_mean(selector.metric, knowledge.recorded) or "keep the rule until nothing reads its series"
                )
                yield Fault(f'the change takes away what records "{selector.metric}"', hint, selector.span)
