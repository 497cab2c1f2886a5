"""Panels that are repeated for a variable that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..nearest import did_you_mean
from ..panel_json import is_elsewhere
from ..rule import Fault, Rule
from ..subjects import PanelSubject
from ..template_variables import TOPOLOGY


class UnknownRepeat(Rule[PanelSubject]):
    """A panel that is repeated for a variable that the dashboard does not have.

    ## What it does
    Holds the `repeat` of panels and rows against the variables of the dashboard.

    ## Why is this bad?
    Grafana shows the panel once, and says nothing: either it was meant for each value, or the `repeat` is left over.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {"list": [{"type": "custom", "name": "team", "query": "a,b", "multi": true}]},
      "panels": [{"id": 1, "title": "Of $team", "type": "text", "repeat": "teams"}]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {"list": [{"type": "custom", "name": "team", "query": "a,b", "multi": true}]},
      "panels": [{"id": 1, "title": "Of $team", "type": "text", "repeat": "team"}]
    }
    ```
    """

    id = "DB347"
    name = "unknown-repeat"
    severity = Severity.INFO
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        name, own = subject.json.get("repeat"), subject.dashboard.variable_names
        if not isinstance(name, str) or name in ("", "null") or is_elsewhere(subject.json):
            return
        if name not in own and name not in subject.dashboard.inputs and not TOPOLOGY.fullmatch(name):
            said = f'the panel is repeated for variable "{name}", which the dashboard does not have'
            yield Fault(said, did_you_mean(name, own) or "take the repeat away")
