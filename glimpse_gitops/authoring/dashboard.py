"""Dashboards as authors write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ..model.builds import Jsonable, PanelLike
from ..model.duration import parse_duration
from ..model.folder import Folder
from ..model.time_zone import check_time_zone
from .annotations import Annotation
from .link import DashboardLink
from .row import Row
from .variables import Variable

_TOOLTIPS = {"own": 0, "shared crosshair": 1, "shared tooltip": 2}
_TIME = re.compile(r"now(?:[+-]\d*(?:ms|[smhdwMyQ]|f[Qy])|/(?:[smhdwMyQ]|f[Qy]))*|\d{4}-\d\d-\d\d.*|\d{8,}", re.ASCII)
"""Grafana's relative times; dates; milliseconds since 1970."""

VariableLike = Annotated[
    Variable | Jsonable,
    'a variable such as LabelValues(name="job", metric="up", datasource=prometheus)',
]
AnnotationLike = Annotated[Annotation | Jsonable, "an annotation such as AlertAnnotation()"]
LinkLike = Annotated[DashboardLink | Jsonable, 'DashboardLink("Runbook", url="…") or the like']
RowLike = Annotated[Row, 'Row("Traffic", [requests]) or the like']


@dataclass(frozen=True, kw_only=True, eq=False)
class Dashboard:
    """A dashboard: its panels under rows (`rows={"Traffic": [requests, errors]}`), or without any (`panels=[…]`).

    `panels` stand above the first row. A row that is collapsed or repeated is a `Row` in a list:
    `rows=[Row("Details", […], collapsed=True)]`.
    """

    uid: str
    """What names it for ever: links and alerts know the dashboard by it."""
    title: str
    folder: Folder | None = None
    """The project's default folder where None."""
    description: str = ""
    panels: Sequence[PanelLike] = ()
    rows: Mapping[str, Sequence[PanelLike]] | Sequence[RowLike] = ()
    variables: Sequence[VariableLike] = ()
    annotations: Sequence[AnnotationLike] = ()
    links: Sequence[LinkLike] = ()
    tags: Sequence[str] = ()
    time: str | tuple[str, str] = "now-6h"
    """The start of the time range, or its start and end."""
    refresh: str = ""
    """How often the panels are read again, e.g. `30s`; empty for never."""
    timezone: str = "browser"
    """`browser`, `utc`, or a place such as `Asia/Seoul`."""
    tooltips: Literal["own", "shared crosshair", "shared tooltip"] = "shared crosshair"
    editable: bool = True
    """Whether Grafana offers to edit it; what is saved there is drift, and the next apply says so."""
    moved_from: str = ""
    """Its old uid: the dashboard of that uid goes when this one is there."""

    def __post_init__(self) -> None:
        """What the types do not say; the rest is held against them when the project is loaded, all faults at once."""
        for time in [self.time] if isinstance(self.time, str) else self.time:
            if isinstance(time, str) and not _TIME.fullmatch(time):
                raise ValueError(f'dashboard "{self.title}": time must be written like "now-6h", not "{time}"')
        if isinstance(self.refresh, str) and self.refresh not in ("", "auto"):
            try:
                parse_duration(self.refresh)
            except ValueError as error:
                raise ValueError(f'dashboard "{self.title}": refresh: {error}') from None
        if self.timezone not in ("", "browser", "utc"):
            check_time_zone(f'dashboard "{self.title}"', self.timezone)
        variables = self.variables if isinstance(self.variables, Sequence) else ()
        names = [name for one in variables if isinstance(name := getattr(one, "name", None), str)]
        if repeated := [name for name in names if names.count(name) > 1]:
            raise ValueError(f'dashboard "{self.title}": two variables have the name "{repeated[0]}"')

    def to_json_data(self) -> dict[str, Any]:
        """The dashboard as JSON that still holds the panel objects; the compiler finishes it."""
        start, end = (self.time, "now") if isinstance(self.time, str) else self.time
        return {
            "uid": self.uid,
            "title": self.title,
            "description": self.description,
            "tags": list(self.tags),
            "panels": [*self.panels, *self._row_panels()],
            "templating": {"list": list(self.variables)},
            "annotations": {"list": list(self.annotations)},
            "links": list(self.links),
            "time": {"from": start, "to": end},
            "refresh": self.refresh,
            "timezone": self.timezone,
            "graphTooltip": _TOOLTIPS[self.tooltips],
            "editable": self.editable,
        }

    def _row_panels(self) -> list[Any]:
        rows = (
            [Row(title, panels) for title, panels in self.rows.items()] if isinstance(self.rows, Mapping) else self.rows
        )
        return [panel for row in rows for panel in row.to_json_data()]
