"""Variables that the dashboard does not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...model.finding import Severity
from ..context import Context
from ..datasource_types import uid_of, variable_in
from ..nearest import did_you_mean
from ..panel_json import all_panels
from ..rule import Fault, Rule
from ..subjects import DashboardSubject, PhraseSubject
from ..template_variables import BUILT_IN, TOPOLOGY, variables_in


class UnknownVariable(Rule[PhraseSubject]):
    """A variable that the dashboard does not have.

    ## What it does
    Looks up every `$name`, `${name}` and `[[name]]` of queries, legends and titles among the variables of the
    dashboard and those of Grafana (`$__rate_interval` and its like). Those of Juju's topology (`$juju_model`) are
    left alone, for a charm's dashboard gets them where it is deployed, and so are files from elsewhere without any
    variable that name their data source by one: a mixin adds them where it makes dashboards of such files. In
    titles a dollar within a word, as in `V$SESSION`, is a part of it.

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
        if not context.settings.owner and _is_source(subject.dashboard):
            return
        for name, span in variables_in(subject.passage.value):
            if name in own or name in inputs or name in BUILT_IN or TOPOLOGY.fullmatch(name):
                continue
            if subject.kind != "query" and subject.passage.value[: span[0]].rstrip("${[")[-1:].isalpha():
                continue  # A dollar within a word is a part of it: `V$SESSION` is a view of a database.
            if not any(one.startswith(f"{name} ") and subject.passage.value.startswith(one, span[0]) for one in own):
                severity = None if subject.kind == "query" else Severity.WARNING
                known = own | inputs | (BUILT_IN if name.startswith("_") else frozenset())
                hint = did_you_mean(name, known) or "declare it among the dashboard's variables"
                yield Fault(f'unknown variable "{name}"', hint, span, severity=severity)


@lru_cache(maxsize=2)
def _is_source(board: DashboardSubject) -> bool:
    """Whether the dashboard gets its variables later: it has none, and without them it can ask nothing."""
    if board.variables or board.inputs:
        return False
    sources = (variable_in(uid_of(panel.get("datasource"))) for _, panel in all_panels(board.json))
    return any(name and not name.startswith("DS_") for name in sources)
