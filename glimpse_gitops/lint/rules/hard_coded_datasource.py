"""References to data sources that the project does not declare."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ..context import Context
from ..datasource_types import BUILT_IN
from ..nearest import did_you_mean
from ..panel_json import takes_several
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import DatasourceUseSubject


class HardCodedDatasource(Rule[DatasourceUseSubject]):
    """A data source that is named by a uid of which the project knows nothing.

    ## What it does
    Reports panels, queries, variables and annotations that name a data source by a literal uid. Variables,
    Grafana's built-in sources and data sources that the project, a provisioning file or the values of a chart
    declare are right. In files from elsewhere, only uids as Grafana makes them up are reported. Rows are left
    alone, for they ask nothing, and queries of a panel that names a data source itself, be it the default by `{}`,
    for that is the one that is asked.

    ## Why is this bad?
    The uid belongs to one Grafana. In any other one, and after the data source is made anew, the panel shows an error.

    ## Example
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
     "datasource": {"type": "prometheus", "uid": "be4ow35nk6k1sb"}}
    ```

    ## Use instead
    ```json
    {"title": "Requests", "type": "timeseries", "fieldConfig": {"defaults": {"unit": "reqps"}},
     "datasource": {"type": "prometheus", "uid": "$ds"}}
    ```
    """

    id = "DB305"
    name = "hard-coded-datasource"
    severity = Severity.WARNING
    subject = DatasourceUseSubject

    def check(self, subject: DatasourceUseSubject, context: Context) -> Iterator[Fault]:
        """At most one fault."""
        uid = subject.passage.value
        # Files that provision some data sources do not say that there are no others.
        complete = context.settings.owner and context.datasources
        if not complete and not _GENERATED.fullmatch(uid):
            return
        if uid not in BUILT_IN and uid not in context.datasources and "$" not in uid and "[[" not in uid:
            advice = _BY_UID if _UID.fullmatch(uid) else _BY_NAME
            said = f'the project declares no data source "{uid}"'
            if not complete:
                said = f'data source "{uid}" is that of one Grafana'
            hint = did_you_mean(uid, context.datasources) or advice
            yield Fault(said, hint, repair=_by_variable(subject, uid))


def _by_variable(subject: DatasourceUseSubject, uid: str) -> Repair | None:
    """Lets the variable choose that the dashboard has for data sources of this type, where there is just one."""
    kind = subject.json.get("type")
    chosen = [one for one in subject.dashboard.variables if one.get("type") == "datasource"]
    names = [one.get("name") for one in chosen if kind and one.get("query") == kind and not takes_several(one)]
    if len(names) != 1 or not isinstance(names[0], str):
        return None
    return Repair(f"let ${names[0]} choose", (Edit((0, len(uid)), f"${{{names[0]}}}"),), safe=True)


_GENERATED = re.compile(r"(?=\D*\d\D*\d)[a-z0-9]{14}|0{6}\d{3}|(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[\w-]{9}")
"""Uids as Grafana makes them up. Those of provisioned data sources follow from the name, in each Grafana the same."""
_UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_BY_UID = "declare it: Datasource.existing(…), or use a variable"
_BY_NAME = "this is a name, which anybody can change: use the uid that Grafana shows in its address, or a variable"
