"""Panels of types that Grafana replaces at each load."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class MigratedPanelType(Rule[PanelSubject]):
    """A panel of a type that Grafana replaces at each load.

    ## What it does
    Reports `graph`, `singlestat`, `table-old`, the old pie chart, world map and heatmap options.

    ## Why is this bad?
    What people see is what the migration makes of it, which changes with versions; the code says something else.

    ## Example
    ```json
    {"title": "Requests", "type": "graph"}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}}}
    ```
    """

    id = "DB343"
    name = "migrated-panel-type"
    severity = Severity.INFO
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        instead = _REPLACED.get(str(subject.json.get("type")))
        if instead:
            yield Fault(f'Grafana shows "{subject.json["type"]}" as "{instead}"', f'make it a "{instead}"')


_REPLACED = {
    "graph": "timeseries",
    "singlestat": "stat",
    "grafana-singlestat-panel": "stat",
    "table-old": "table",
    "grafana-piechart-panel": "piechart",
    "grafana-worldmap-panel": "geomap",
    "natel-discrete-panel": "state-timeline",
}
