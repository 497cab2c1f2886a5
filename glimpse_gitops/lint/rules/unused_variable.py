"""Variables that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..rule import Fault, Rule
from ..site import text_of
from ..subjects import VariableSubject
from ..variable_uses import uses_variable


class UnusedVariable(Rule[VariableSubject]):
    """A variable of the dashboard that nothing uses.

    ## What it does
    Looks for `$name`, `${name}` and `[[name]]` in all of the dashboard but the variable itself, and for panels and
    rows that are repeated by it. Ad hoc filters, constants, and dashboards whose links hand on all variables or
    that have library panels, are left alone; so are names that are no word, and hidden ones that say a version.

    ## Why is this bad?
    People choose a value, and nothing changes.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {"type": "custom", "name": "team", "query": "a,b"}
        ]
      },
      "links": [], "panels": [{"title": "Up", "type": "text", "datasource": {"type": "prometheus", "uid": "$ds"}}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {"type": "custom", "name": "team", "query": "a,b"}
        ]
      },
      "panels": [{"title": "Of $team", "type": "text", "datasource": {"type": "prometheus", "uid": "$ds"}}]
    }
    ```
    """

    id = "DB308"
    name = "unused-variable"
    severity = Severity.INFO
    subject = VariableSubject

    def check(self, subject: VariableSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        name = subject.passage.value
        if not name or text_of(subject.json.get("type")) in _NOT_CHOSEN:
            return
        if subject.json.get("hide") == _HIDDEN and "version" in name.lower():
            return  # It says which build of the dashboard this is.
        if not uses_variable(subject.dashboard, name, subject.position):
            yield Fault(f'nothing uses variable "{name}"', "use it, or take it away")


_HIDDEN = 2
_NOT_CHOSEN = frozenset({"adhoc", "groupby", "snapshot", "system", "constant"})
"""Types that Grafana uses itself, and constants: they may say which build of the dashboard it is."""
