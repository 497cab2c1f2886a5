"""Panels that ask nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...model.finding import Severity
from ..context import Context
from ..datasource_types import uid_of
from ..panel_json import SHOWS_DATA, all_panels, is_elsewhere, targets_of
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import DashboardSubject, PanelSubject


class PanelWithoutQuery(Rule[PanelSubject]):
    """A panel that shows data and has no query.

    ## What it does
    Reports panels of types that show data and have no target. Left alone are library panels, those that show the result
    of another panel, those whose title says that they show annotations or keep a place (`TODO`, `Your graph here`), and
    files that tell of no panel what it asks or where it is.

    ## Why is this bad?
    The panel says "No data" for ever.

    ## Example
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}}, "targets": []}
    ```

    ## Use instead
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "targets": [
        {
          "refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))",
          "datasource": {"type": "prometheus", "uid": "$ds"}
        }
      ]
    }
    ```
    """

    id = "DB319"
    name = "panel-without-query"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        panel = subject.json
        source = uid_of(panel.get("datasource"))
        if (
            text_of(panel.get("type")) in SHOWS_DATA
            and not is_elsewhere(panel)
            and source not in _NEED_NO_QUERY
            and not targets_of(panel)
            and not _SAYS_WHY.search(text_of(panel.get("title")))
            and not _is_summary(subject.dashboard)
        ):
            yield Fault("the panel has no query", "give it one, or take it away")


@lru_cache(maxsize=2)
def _is_summary(board: DashboardSubject) -> bool:
    """Whether no panel of the file has a query or a place: a catalogue of dashboards keeps so much of each."""
    return not any(panel.keys() & _OF_A_DASHBOARD for _, panel in all_panels(board.json))


_SAYS_WHY = re.compile(r"annotation|\btodo\b|\bplaceholder\b|\byour (?:graph|panel|chart|query) here\b", re.IGNORECASE)
"""Titles of panels that show annotations, and of those that keep a place for one to come."""
_OF_A_DASHBOARD = frozenset({"targets", "gridPos", "span"})
_NEED_NO_QUERY = frozenset({"-- Dashboard --", "-- Grafana --", "grafana"})
