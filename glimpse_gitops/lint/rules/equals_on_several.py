"""Matchers that compare several values as one."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..datasource_types import variable_in
from ..panel_json import variables_with_several
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class EqualsOnSeveral(Rule[QuerySubject]):
    r"""A matcher that compares with `=` what may be several values.

    ## What it does
    Reports `=` and `!=` matchers whose value is a variable of which several values, or all, can be chosen. A hidden
    variable, of which nobody chooses, is left alone; one that panels or rows are repeated for has one value in each,
    and is left alone, too.

    ## Why is this bad?
    Of two chosen values Grafana makes the pattern `(a|b)`, and no label has that value: the panel is empty.

    ## Example
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "job", "query": "label_values(up, job)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}, "multi": true
          }
        ]
      },
      "panels": [
        {
          "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "targets": [
            {
              "refId": "A", "expr": "sum(rate(http_requests_total{job=\"$job\"}[5m]))",
              "datasource": {"type": "prometheus", "uid": "$ds"}
            }
          ]
        }
      ]
    }
    ```

    ## Use instead
    ```json
    {
      "uid": "overview", "title": "Overview",
      "templating": {
        "list": [
          {"type": "datasource", "name": "ds", "query": "prometheus"},
          {
            "type": "query", "name": "job", "query": "label_values(up, job)", "refresh": 2,
            "datasource": {"type": "prometheus", "uid": "$ds"}, "multi": true
          }
        ]
      },
      "panels": [
        {
          "title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
          "targets": [
            {
              "refId": "A", "expr": "sum(rate(http_requests_total{job=~\"$job\"}[5m]))",
              "datasource": {"type": "prometheus", "uid": "$ds"}
            }
          ]
        }
      ]
    }
    ```
    """

    id = "DB310"
    name = "equals-on-several"
    severity = Severity.ERROR
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each matcher."""
        variables = variables_with_several(subject)
        for selector in subject.analysis.selectors if variables else ():
            for matcher in selector.matchers:
                op, value = matcher.op, matcher.value
                if op is None or value is None or not value.variable or op.value not in _AS_PATTERN:
                    continue
                name = variable_in(value.value)
                if name in variables:
                    meant = _AS_PATTERN[op.value]
                    yield Fault(
                        f'several values of "{name}" can be chosen, and {op.value} compares them as one',
                        f"compare with {meant}",
                        (op.start, value.end),
                        repair=Repair(f"compare with {meant}", (Edit((op.start, op.end), meant),), safe=True),
                    )


_AS_PATTERN = {"=": "=~", "!=": "!~"}
