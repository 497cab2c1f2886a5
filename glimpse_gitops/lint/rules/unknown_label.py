"""Labels that a metric never has."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Matcher
from ..context import Context
from ..knowledge import ALERT_SERIES
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class UnknownLabel(Rule[QuerySubject]):
    """A matcher on a label that the metric never has.

    ## What it does
    Holds the matchers of every selector, and the label of `label_values(…)`, against the labels that the catalogue
    declares for the metric. `label=""`, which asks for series without the label, is allowed.

    ## Why is this bad?
    `=` and `=~` then match nothing, and `!=` and `!~` match everything: an empty panel, or an alert that never fires
    or always does.

    ## Example
    ```promql
    sum(rate(http_requests_total{statusclass="5xx"}[5m]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{status_class="5xx"}[5m]))
    ```
    """

    id = "PQ116"
    name = "unknown-label"
    severity = Severity.ERROR
    subject = QuerySubject
    needs = "labels"

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each matcher on an unknown label."""
        knowledge = subject.analysis.knowledge
        for selector in subject.analysis.selectors:
            known = knowledge.labels_of(selector.metric)
            if known is None:
                continue
            for matcher in selector.matchers:
                label = matcher.label
                if label is None or label.variable or label.value in known or label.value == "__name__":
                    continue
                hint = did_you_mean(label.value, known)
                # Other projects have alerts too, with labels of their own: only what looks misspelt is reported.
                if _asks_for_absence(matcher) or (selector.metric in ALERT_SERIES and not hint):
                    continue
                said = f'"{selector.metric}" has no label "{label.value}"'
                yield Fault(said, hint or f"its labels are {', '.join(sorted(known))}", label.span)
        yield from _listed_label(subject)


def _asks_for_absence(matcher: Matcher) -> bool:
    """Whether it is `label=""`."""
    if matcher.op is None or matcher.value is None:
        return False
    return matcher.op.value == "=" and not matcher.value.value and not matcher.value.variable


def _listed_label(subject: QuerySubject) -> Iterator[Fault]:
    """The label of `label_values(metric, label)`."""
    label = subject.label
    is_label = label not in ("", "__name__") and "$" not in label and "[[" not in label
    if not is_label or (subject.analysis.parsed.faults and subject.expr):
        return
    metrics = [selector.metric for selector in subject.analysis.selectors]
    knowledge = subject.analysis.knowledge
    known = knowledge.all_labels if not metrics else knowledge.labels_of(metrics[0]) if len(metrics) == 1 else None
    if known is not None and label not in known:
        start = subject.passage.value.rindex(label) - subject.offset
        owner = f'"{metrics[0]}" has' if metrics else "the catalogue has"
        yield Fault(f'{owner} no label "{label}"', did_you_mean(label, known), (start, start + len(label)))
