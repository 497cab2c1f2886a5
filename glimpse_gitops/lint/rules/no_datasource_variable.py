"""Dashboards that are tied to one data source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Profile, Rule
from ..subjects import DashboardSubject


class NoDatasourceVariable(Rule[DashboardSubject]):
    """A dashboard that is tied to one data source.

    ## What it does
    Reports dashboards without a variable of type `datasource`.

    ## Why is this bad?
    The same dashboard cannot show another environment, and whoever imports it has to edit every panel.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "panels": [],
     "templating": {"list": [{"type": "datasource", "name": "ds", "query": "prometheus"}]}}
    ```
    """

    id = "DB304"
    name = "no-datasource-variable"
    severity = Severity.WARNING
    profile: ClassVar[Profile] = "strict"
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        if not any(variable.get("type") == "datasource" for variable in subject.variables):
            yield Fault("the dashboard has no data source variable", "add one and let the panels refer to it")
