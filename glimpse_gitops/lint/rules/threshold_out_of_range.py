"""Thresholds that the panel cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..json_lists import mapping, mappings_in
from ..panel_json import defaults_of, number
from ..rule import Fault, Rule
from ..subjects import PanelSubject


class ThresholdOutOfRange(Rule[PanelSubject]):
    """A threshold outside of the range that the panel shows.

    ## What it does
    Compares the thresholds of a panel with its minimum and maximum. Percentage thresholds are left alone.

    ## Why is this bad?
    The colour changes where nobody sees it: one of the two numbers is in another unit than the values.

    ## Example
    ```json
    {
      "title": "Load", "type": "gauge",
      "fieldConfig": {
        "defaults": {
          "unit": "percentunit", "min": 0, "max": 1,
          "thresholds": {"mode": "absolute", "steps": [{"color": "green"}, {"color": "red", "value": 80}]}
        }
      }
    }
    ```

    ## Use instead
    ```json
    {
      "title": "Load", "type": "gauge",
      "fieldConfig": {
        "defaults": {
          "unit": "percentunit", "min": 0, "max": 1,
          "thresholds": {"mode": "absolute", "steps": [{"color": "green"}, {"color": "red", "value": 0.8}]}
        }
      }
    }
    ```
    """

    id = "DB321"
    name = "threshold-out-of-range"
    severity = Severity.INFO
    profile = "strict"
    subject = PanelSubject

    def check(self, subject: PanelSubject, context: Context) -> Iterator[Fault]:
        """One fault for each threshold."""
        defaults = defaults_of(subject.json)
        thresholds = mapping(defaults.get("thresholds"))
        low, high = number(defaults.get("min")), number(defaults.get("max"))
        for _, step in mappings_in(thresholds.get("steps")) if thresholds.get("mode") != "percentage" else ():
            value = number(step.get("value"))
            if value is None:
                continue
            if high is not None and value > high:
                yield Fault(f"the threshold {value:g} is above the maximum {high:g}")
            elif low is not None and value < low:
                yield Fault(f"the threshold {value:g} is below the minimum {low:g}")
