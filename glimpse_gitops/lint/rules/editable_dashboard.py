"""Dashboards that can be edited although code keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..repair import Put, Repair
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class EditableDashboard(Rule[DashboardSubject]):
    """A dashboard that can be edited in the browser.

    ## What it does
    Reports dashboards without `"editable": false`.

    ## Why is this bad?
    What people change in the browser is lost at the next apply.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "editable": true, "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "editable": false, "panels": []}
    ```
    """

    id = "DB323"
    name = "editable-dashboard"
    severity = Severity.INFO
    profile = "strict"
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if subject.json.get("editable") is True:
            yield Fault(
                "the dashboard can be edited in the browser",
                'write "editable": false',
                passage=subject.part("/editable"),
                repair=Repair("forbid editing", (Put("/editable", False),), safe=True),
            )
