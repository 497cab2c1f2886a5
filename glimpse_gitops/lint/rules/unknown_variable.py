"""Variables that the dashboard does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..nearest import did_you_mean
from ..rule import Fault, Rule
from ..subjects import PhraseSubject
from ..template_variables import BUILT_IN, variables_in


@dataclass(frozen=True)
class UnknownVariable(Rule[PhraseSubject]):
    """A variable that the dashboard does not have.

    ## What it does
    Looks up every `$name`, `${name}` and `[[name]]` of queries, legends and titles among the variables of the dashboard
    and those of Grafana (`$__rate_interval` and its like). Those of Juju's topology (`$juju_model`) are left alone, for
    a charm's dashboard gets them where it is deployed.

    ## Why is this bad?
    Grafana leaves the text as it is: the query finds nothing, or is refused.

    ## Example
    ```promql
    sum(rate(http_requests_total{route=~"$rout"}[$__rate_interval]))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total{route=~"$route"}[$__rate_interval]))
    ```

    ## References
    * https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/
    """

    id = "DB307"
    name = "unknown-variable"
    severity = Severity.ERROR
    subject = PhraseSubject

    def check(self, subject: PhraseSubject, context: Context) -> Iterator[Fault]:
        """One fault for each unknown variable; in titles and legends a dollar sign may be meant as one."""
        own, inputs = subject.dashboard.variable_names, subject.dashboard.inputs
        for name, span in variables_in(subject.passage.value):
            if name not in own and name not in inputs and name not in BUILT_IN and not _TOPOLOGY.fullmatch(name):
                severity = None if subject.kind == "query" else Severity.WARNING
                hint = did_you_mean(name, own | inputs | BUILT_IN) or "declare it among the dashboard's variables"
                yield Fault(f'unknown variable "{name}"', hint, span, severity=severity)


_TOPOLOGY = re.compile(r"juju_(?:model(?:_uuid)?|application|unit|charm)")
"""What says where in Juju a series comes from."""
