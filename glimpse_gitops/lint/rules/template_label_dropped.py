"""Labels in an alert's texts that its query does not return."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...model.label import as_labels
from ...promql.missing import why_missing
from ...promql.world import NAME
from ..alert_texts import meanings
from ..context import Context
from ..nearest import nearest
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject

_ALIKE = 0.75
"""How like a label must be to be meant, where one may also have been dropped: `container_name` is no `alertname`."""

_OF_VMALERT = frozenset({"alertname", "alertgroup"})
_OF_GRAFANA = frozenset({"alertname", "grafana_folder"})
"""Labels that Grafana gives to what its templates see; vmalert those of the rule, too; Prometheus nothing but
what the query returns."""


class TemplateLabelDropped(Rule[AlertRuleSubject]):
    """A label in the text of an alert that the alert cannot have.

    ## What it does
    Follows `{{ $labels.x }}`, `{{ .Labels.x }}` and `{{ index $labels "x" }}` in annotations and labels of alert rules
    through `range`, `with` and variables, and reports those that the result of the expression cannot have: an
    aggregation removed the label, or no metric of the expression has it. Templates of Prometheus see neither the labels
    that the rule sets nor `alertname`; in those of Grafana they are left alone. It says nothing where the catalogue
    does not know a metric of the expression.

    ## Why is this bad?
    The text shows nothing, or `[no value]`, in the place of what whoever is woken needs to know.

    ## Example
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: "Too many {{ $labels.methd }} requests in flight"}
    ```

    ## Use instead
    ```yaml
    alert: TooManyRequests
    expr: sum by (method) (http_requests_active) > 100
    for: 5m
    labels: {severity: warning}
    annotations: {summary: "Too many {{ $labels.method }} requests in flight"}
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
    """

    id = "AL210"
    name = "template-label-dropped"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each label and text."""
        facts = subject.analysis.facts if subject.analysis is not None else None
        if facts is None or facts.flow is None:
            return
        given = as_labels(subject.rule.labels).keys()
        there = _OF_GRAFANA | given if subject.engine == "grafana" else frozenset[str]()
        for passage, meaning in meanings(subject):
            for label, span in meaning.labels:
                if label in there or facts.flow.possible(label):
                    continue
                reason = why_missing(label, facts.tree, facts.flows)
                said = f'the text shows label "{label}", which the alert cannot have'
                if subject.for_vmalert and (label in given or label in _OF_VMALERT):
                    continue
                if label in given or label == "alertname":
                    said = f'the text shows label "{label}", which comes with the alert and is not seen by templates'
                    yield Fault(said, "write it as text, or add it to the query", span, passage)
                    continue
                near = nearest(label, (facts.flow.may | there) - {NAME}, cutoff=_ALIKE)
                hint = f'did you mean "{near}"?' if near else reason.text if reason else ""
                yield Fault(said, hint, span, passage)
