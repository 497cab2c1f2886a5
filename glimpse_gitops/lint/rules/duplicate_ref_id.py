"""Queries of one panel that share their letter."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..datasource_types import uid_asked
from ..panel_json import is_elsewhere, targets_of
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class DuplicateRefId(Rule[PanelSubject]):
    """Two queries of a panel with one `refId`.

    ## What it does
    Reports panels of which two queries with an `expr` ask one data source under one `refId`. Hidden queries are not
    sent.

    ## Why is this bad?
    Grafana 11 and 12 answer "Multiple queries using the same RefId is not allowed", and the panel shows nothing.

    ## Example
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "datasource": {"type": "prometheus", "uid": "$ds"},
      "targets": [
        {"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))", "legendFormat": "now"},
        {"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval] offset 1d))", "legendFormat": "then"}
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
      "datasource": {"type": "prometheus", "uid": "$ds"},
      "targets": [
        {"refId": "A", "expr": "sum(rate(http_requests_total[$__rate_interval]))", "legendFormat": "now"},
        {"refId": "B", "expr": "sum(rate(http_requests_total[$__rate_interval] offset 1d))", "legendFormat": "then"}
      ]
    }
    ```
    """

    id = "DB346"
    name = "duplicate-ref-id"
    severity = Severity.ERROR
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """One fault for each letter that is there more than once."""
        if is_elsewhere(subject.json):
            return
        sent: set[tuple[str, str]] = set()
        told: set[str] = set()
        for target in targets_of(subject.json):
            letter = target.get("refId")
            if not isinstance(letter, str) or not letter or target.get("hide") or "expr" not in target:
                continue
            query = (letter, uid_asked(target, subject.json))
            if query in sent and letter not in told:
                told.add(letter)
                yield Fault(f'two queries of the panel have the refId "{letter}"', "give one of them another letter")
            sent.add(query)
