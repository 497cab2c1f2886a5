"""Recorded series that are read from a data source that does not have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.tree import Selector
from ..context import Context
from ..datasource_types import uid_of
from ..rule import Fault, Rule
from ..subjects import QuerySubject


@dataclass(frozen=True)
class RecordedNotDeployed(Rule[QuerySubject]):
    """A recorded series that is read from a data source that does not have it.

    ## What it does
    Compares the data source of a panel or of a rule with those of the groups that record the series. It says nothing of
    data sources that a variable chooses, of metrics that are declared as well, of recordings whose data source nothing
    tells, and where Prometheus collects from others.

    ## Why is this bad?
    The rule writes into another Prometheus. The panel stays empty, and the alert never fires.

    ## Example
    ```python
    [Board("load", "Load", "max(job:http_requests:rate5m)", "declared"),
     RuleGroup("requests", [RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))")],
               datasource=Datasource.existing("mimir"), evaluated_by="prometheus")]
    ```

    ## Use instead
    ```python
    [Board("load", "Load", "max(job:http_requests:rate5m)", "mimir"),
     RuleGroup("requests", [RecordingRule("job:http_requests:rate5m", "sum by (job) (rate(http_requests_total[5m]))")],
               datasource=Datasource.existing("mimir"), evaluated_by="prometheus")]
    ```

    ## Options
    * `together`: data sources that show the same series, such as a Thanos and the Prometheus below it.
    """

    id = "XF604"
    name = "recorded-not-deployed"
    severity = Severity.WARNING
    subject = QuerySubject

    together: tuple[str, ...] = ()

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each selector."""
        for selector in subject.analysis.selectors if context.recorded_at else ():
            homes = context.recorded_at.get(selector.metric or "")
            if homes and selector.metric not in subject.analysis.knowledge.catalogue.series:
                yield from self._of(selector, homes, subject, context)

    def _of(
        self, selector: Selector, homes: frozenset[str], subject: QuerySubject, context: Context
    ) -> Iterator[Fault]:
        asked = _asked(subject, context)
        if asked not in context.datasources or asked in homes:
            return
        if not (asked in self.together and homes & set(self.together)):
            where = " and ".join(f'"{one}"' for one in sorted(homes))
            said = f'"{selector.metric}" is recorded in {where}, and is read from "{asked}"'
            yield Fault(said, "read it from there, or record it in both", selector.span)


def _asked(subject: QuerySubject, context: Context) -> str:
    """The data source that is asked; empty where that is not certain."""
    if subject.rule is not None:
        return context.datasource_of(subject.rule.group)
    panel = {} if subject.panel is None else subject.panel.json
    return uid_of(subject.json.get("datasource")) or uid_of(panel.get("datasource"))
