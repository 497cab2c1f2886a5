"""Labels that must not be in queries."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..legend import legend_labels
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class UnboundedLabel(Rule[QuerySubject]):
    """A label with no limit to its values, or one that the catalogue forbids.

    ## What it does
    Reports `by`, `on`, `group_left`, matchers and legends that use a label which the catalogue forbids, or which it
    declares `unbounded` for a metric of the expression.

    ## Why is this bad?
    One series a user or a request: the panel cannot show them, the alert pages once for each, and Prometheus runs out
    of memory. The label should not be on the metric at all.

    ## Example
    ```promql
    sum by (user_id) (rate(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum by (route) (rate(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/practices/naming/#labels
    """

    id = "CD403"
    name = "unbounded-label"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place where such a label stands."""
        for label, why in subject.analysis.refused_labels:
            yield Fault(f'label "{label.value}" {why}', _HINT, label.span)
        if subject.legend is None or subject.analysis.parsed.tree is None:
            return
        metrics = [selector.metric for selector in subject.analysis.selectors]
        for name, span in legend_labels(subject.legend.value):
            if why := subject.analysis.knowledge.why_not(name, metrics):
                yield Fault(f'label "{name}" {why}', _HINT, span, subject.legend)


_HINT = "use a label with few values, such as a route or a class"
