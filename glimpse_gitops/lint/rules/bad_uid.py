"""Dashboard uids that Grafana does not take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import DashboardSubject


class BadUid(Rule[DashboardSubject]):
    """A dashboard uid that Grafana does not take.

    ## What it does
    Checks the uid of every dashboard: letters, digits, `-` and `_`, 40 characters at most. One that something else
    fills in (`${name}`, `{{ .name }}`) is left alone.

    ## Why is this bad?
    Grafana refuses the dashboard, or makes up another uid, and every link to it breaks.

    ## Example
    ```json
    {"uid": "my dashboard", "title": "Overview", "panels": []}
    ```

    ## Use instead
    ```json
    {"uid": "my-dashboard", "title": "Overview", "panels": []}
    ```
    """

    id = "DB301"
    name = "bad-uid"
    severity = Severity.ERROR
    subject = DashboardSubject

    def check(self, subject: DashboardSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        uid = subject.uid
        if _PLACE.search(uid):
            return  # Something fills it in before Grafana reads it.
        if len(uid) > _LONGEST:
            yield Fault(f'uid "{uid}" has {len(uid)} characters', f"Grafana takes {_LONGEST}")
        elif uid and not _FORM.fullmatch(uid):
            yield Fault(f'"{uid}" is no uid', "Grafana takes letters, digits, - and _")


_LONGEST = 40
_PLACE = re.compile(r"\{\{|\{%|<%|\$\{|\[\[")
_FORM = re.compile(r"[A-Za-z0-9_-]+")
