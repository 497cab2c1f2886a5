"""Dashboards that Grafana rewrites each time it loads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


@dataclass(frozen=True)
class OldSchema(Rule[DashboardSubject]):
    """A dashboard that Grafana rewrites each time it loads it.

    ## What it does
    Compares `schemaVersion` with the option `version`.

    ## Why is this bad?
    Grafana brings it up to date in the browser, step by step, whenever somebody opens it: what people see is not what
    the file says, and a save changes hundreds of lines at once.

    ## Example
    ```json
    {"uid": "overview", "title": "Overview", "schemaVersion": 16, "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "overview", "title": "Overview", "schemaVersion": 39, "panels": []}
    ```

    ## Options
    * `version`: the oldest that is right. 36 is that of Grafana 9.
    """

    id = "DB341"
    name = "old-schema"
    severity = Severity.INFO
    profile = "strict"
    subject = DashboardSubject

    version: int = 36

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        given = subject.json.get("schemaVersion")
        if isinstance(given, int) and given < self.version:
            said = f"schemaVersion {given} is older than {self.version}"
            yield Fault(said, "open it in a new Grafana, and save it", passage=subject.part("/schemaVersion"))
