"""Recorded series that the server does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.online_facts import LATELY
from ..context import Context
from ..online_questions import must_find
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class RecordingNotThere(Rule[ExpressionSubject]):
    """A series that a recording rule makes, and that the server does not have.

    ## What it does
    With `lint --online`, looks up the series that recording rules of the project or of the files make and that queries
    read among the names of all series that the server had within the last 7 days.

    ## Why is this bad?
    The rule is not loaded there, fails, or its expression returns nothing. What reads it stays empty. Where the rule is
    new, it only has to be rolled out.

    ## Example
    ```promql
    sum(job:http_requests:rate1h)
    ```

    ## Use instead
    ```promql
    sum(job:http_requests:rate5m)
    ```
    """

    id = "ON903"
    name = "recording-not-there"
    severity = Severity.INFO
    subject = ExpressionSubject
    online = True

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector of such a series."""
        facts, recorded = context.online, subject.analysis.knowledge.recorded
        for selector in must_find(subject.analysis) if facts is not None else ():
            metric = str(selector.metric)
            if facts is None or metric in facts.lately or metric not in recorded or not facts.knows(metric):
                continue
            hint = "load the rule that records it there, and look whether its expression returns anything"
            span = selector.span if selector.name is None else selector.name.span
            yield Fault(f'"{metric}" is recorded, but {facts.server} had none in {LATELY}', hint, span)
