"""Rows inside of rows."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mappings_in
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class RowInsideRow(Rule[PanelSubject]):
    """A row inside of another row.

    ## What it does
    Reports rows among the panels of a closed row.

    ## Why is this bad?
    Grafana has one level of rows: what stands in the inner one is not shown.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"title": "Outer", "type": "row", "panels": [{"title": "Inner", "type": "row"}]}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "panels": [{"title": "Outer", "type": "row", "panels": []}, {"title": "Inner", "type": "row", "panels": []}]
    }
    ```
    """

    id = "DB342"
    name = "row-inside-row"
    severity = Severity.WARNING
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """One fault for each row."""
        if subject.json.get("type") != "row":
            return
        for _, panel in mappings_in(subject.json.get("panels")):
            if panel.get("type") == "row":
                yield Fault(f'row "{panel.get("title") or ""}" stands inside of this row', "put it behind")
