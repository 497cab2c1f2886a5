"""Selectors without a matcher that the project requires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..metric_types import matches_on
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


@dataclass(frozen=True)
class MissingMatcher(Rule[ExpressionSubject]):
    """A selector without a matcher that the project requires.

    ## What it does
    Holds each selector against the option `required`, which names metrics and the labels that a selector of them has to
    match on. A variable that may stand for matchers will do. It says nothing where the option is empty.

    ## Why is this bad?
    A metric that several clusters or tenants write to one server is read for all of them: the sum is of strangers'
    requests, and the alert fires for somebody else.

    ## Example
    ```python
    [{"rules": {"PQ142": {"required": ["http_*: job"]}}},
     AlertRule("Busy", "sum(http_requests_active) > 100", "5m", {"severity": "warning"}, "Many requests in flight")]
    ```

    ## Use instead
    ```python
    [{"rules": {"PQ142": {"required": ["http_*: job"]}}},
     AlertRule("Busy", 'sum(http_requests_active{job="api"}) > 100', "5m", {"severity": "warning"}, "Many in flight")]
    ```

    ## Options
    * `required`: metrics and the labels that must be matched on, `"http_requests_total: job, cluster"`. A `*` at the
      end of a metric stands for anything.
    """

    id = "PQ142"
    name = "missing-matcher"
    severity = Severity.WARNING
    subject = ExpressionSubject

    required: tuple[str, ...] = ()

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector."""
        for selector in subject.analysis.selectors if self.required else ():
            metric = selector.metric
            wanted = [label for label in self._labels_of(metric) if not matches_on(selector, label)] if metric else []
            if wanted:
                said = f'"{metric}" is read without a matcher on {" and ".join(wanted)}'
                yield Fault(said, f'write {metric}{{{wanted[0]}="…"}}', selector.span)

    def _labels_of(self, metric: str) -> Iterator[str]:
        """The labels that selectors of a metric must match on."""
        for entry in self.required:
            pattern, _, labels = entry.partition(":")
            name = pattern.strip()
            if metric == name or (name.endswith("*") and metric.startswith(name[:-1])):
                yield from (label.strip() for label in labels.split(",") if label.strip())
