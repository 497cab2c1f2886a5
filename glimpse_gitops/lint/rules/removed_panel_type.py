"""Panels of plugins that Grafana 12 no longer runs."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class RemovedPanelType(Rule[PanelSubject]):
    """A panel of a plugin that Grafana 12 no longer runs.

    ## What it does
    Reports panels whose plugin is made with AngularJS and has no newer version. Those that Grafana turns into one of
    its own, such as `graph`, are not reported here.

    ## Why is this bad?
    Grafana 12 shows an error in the place of the panel.

    ## Example
    ```json
    {"title": "Requests", "type": "vonage-status-panel"}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "type": "stat", "fieldConfig": {"defaults": {"unit": "none"}}}
    ```

    ## References
    * https://grafana.com/docs/grafana/latest/developers/angular_deprecation/angular-plugins/
    """

    id = "DB320"
    name = "removed-panel-type"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        instead = _REMOVED.get(str(subject.json.get("type")))
        if instead:
            yield Fault(f'Grafana 12 does not run the panel "{subject.json["type"]}"', f'use "{instead}"')


_REMOVED = {
    "vonage-status-panel": "stat",
    "michaeldmoore-multistat-panel": "bargauge",
    "farski-blendstat-panel": "stat",
    "blackmirror1-singlestat-math-panel": "stat",
    "petrslavotinek-carpetplot-panel": "heatmap",
    "mtanda-histogram-panel": "histogram",
    "mtanda-heatmap-epoch-panel": "heatmap",
    "savantly-heatmap-panel": "heatmap",
    "natel-plotly-panel": "xychart",
    "digrich-bubblechart-panel": "xychart",
    "agenty-flowcharting-panel": "canvas",
    "btplc-status-dot-panel": "stat",
    "btplc-peak-report-panel": "table",
    "btplc-trend-box-panel": "stat",
    "snuids-radar-panel": "barchart",
    "snuids-trafficlights-panel": "stat",
    "zuburqan-parity-report-panel": "table",
}
"""Plugin → the panel of Grafana's that shows the like."""
