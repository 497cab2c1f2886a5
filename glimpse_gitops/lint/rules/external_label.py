"""External labels that the server does not have, and rules that hide one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...model.label import as_labels
from ..alert_texts import meanings
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import AlertRuleSubject


@dataclass(frozen=True)
class ExternalLabel(Rule[AlertRuleSubject]):
    """An external label that the server does not have, or that the alert hides.

    ## What it does
    Follows `{{ $externalLabels.x }}` and `{{ .ExternalLabels.x }}` in the texts of alert rules, and reports labels that
    are not among those of the option, and rules that set one of these themselves. It says nothing until the option
    names the external labels of the Prometheus, and nothing of rules in Grafana's own words.

    ## Why is this bad?
    The text shows nothing in the place of the cluster or the region. A label that the rule sets is sent in the place of
    the external one: the alert seems to come from another server, and is routed so.

    ## Example
    ```python
    [
        {"rules": {"AL217": {"labels": ["cluster", "region"]}}},
        AlertRule(
            "TooManyRequests",
            "sum(http_requests_active) > 100",
            "5m",
            {"severity": "warning"},
            "Too many requests in {{ $externalLabels.clutser }}",
        ),
    ]
    ```

    ## Use instead
    ```python
    [
        {"rules": {"AL217": {"labels": ["cluster", "region"]}}},
        AlertRule(
            "TooManyRequests",
            "sum(http_requests_active) > 100",
            "5m",
            {"severity": "warning"},
            "Too many requests in {{ $externalLabels.cluster }}",
        ),
    ]
    ```

    ## Options
    * `labels`: the names under `external_labels` in the configuration of Prometheus; none: they are not known.

    ## References
    * https://prometheus.io/docs/prometheus/latest/configuration/configuration/
    """

    id = "AL217"
    name = "external-label"
    severity = Severity.ERROR
    subject = AlertRuleSubject

    labels: tuple[str, ...] = ()

    def check(self, subject: AlertRuleSubject, context: Context) -> Iterator[Fault]:
        """One fault for each label."""
        if not self.labels or subject.engine == "grafana":
            return
        for passage, meaning in meanings(subject):
            for label, span in meaning.external:
                if label not in self.labels:
                    hint = did_you_mean(label, self.labels) or "take one of " + ", ".join(self.labels)
                    yield Fault(f'the server has no external label "{label}"', hint, span, passage)
        for label in as_labels(subject.rule.labels):
            if label in self.labels:
                said = f'the rule sets label "{label}", which hides the external label'
                yield Fault(said, "give it another name", None, subject.part(f"/labels/{label}"))
