"""The panel that all others are made of: what every panel type has, around grafanalib's own panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from grafanalib import core

from ..model.arguments import check_arguments
from ..model.builds import BuildsJson, Jsonable
from ..model.datasource import Datasource
from ..model.query import Query
from .link import PanelLink
from .variables import DatasourceVariable

COLUMNS = 24


Target = Annotated[Query | Jsonable, 'a query such as prometheus.query("up")']
"""One query of a panel."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Panel:
    """A panel of any type that has a class here.

    `width` is in columns of 24 and `height` in rows of 38 pixels; panels without a width share their line. The id is
    made of the title and stays; alert rules refer to the panel by the object itself.
    """

    TYPE: ClassVar[str] = ""
    gridPos: ClassVar[None] = None  # noqa: N815
    """Where a grafanalib dashboard looks for a position; the grid is laid out when the dashboard is compiled."""

    title: str
    description: str = ""
    targets: Sequence[Target] = ()
    datasource: Datasource | DatasourceVariable | None = None
    """Needed only where the queries do not name one."""
    width: int | None = None
    height: int | None = None
    links: Sequence[Annotated[PanelLink | BuildsJson, "PanelLink(…) or the like"]] = ()
    """Links in the panel's header."""
    transparent: bool = False
    repeat: str = ""
    """The name of the variable whose every value gets a panel of its own."""
    repeat_direction: Literal["h", "v"] = "h"
    max_per_row: int | None = None
    interval: str = ""
    """The smallest step of all queries, e.g. `1m`."""
    max_data_points: int | None = None
    time_from: str = ""
    """A time range of the panel's own, e.g. `1h`."""
    time_shift: str = ""
    transformations: Sequence[Mapping[str, Any]] = ()
    id: int | None = None
    """An id of the author's own choice, e.g. that of a panel which links point to already."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Raw JSON that is merged into the panel's: what the class has no word for."""

    def __post_init__(self) -> None:
        check_arguments(self, f'panel "{self.title}"')
        if self.width is not None and not 1 <= self.width <= COLUMNS:
            raise ValueError(f'panel "{self.title}": width is 1 to {COLUMNS} columns, not {self.width}')
        if self.height is not None and self.height < 1:
            raise ValueError(f'panel "{self.title}": height is 1 or more, not {self.height}')

    def to_json_data(self) -> dict[str, Any]:
        """The panel as JSON, around grafanalib's panel; the compiler finishes it."""
        repeat = core.Repeat(
            direction=self.repeat_direction if self.repeat else None,
            variable=self.repeat or None,
            maxPerRow=self.max_per_row,
        )
        frame = core.Panel(
            title=self.title,
            description=self.description or None,
            targets=list(self.targets),
            dataSource=None if self.datasource is None else self.datasource.reference,
            gridPos={"w": self.width, "h": self.height},
            links=[link.to_json_data() for link in self.links],
            transparent=self.transparent,
            repeat=repeat,
            interval=self.interval or None,
            maxDataPoints=self.max_data_points,
            timeFrom=self.time_from or None,
            timeShift=self.time_shift or None,
            transformations=[dict(step) for step in self.transformations],
            id=self.id,
            extraJson=dict(self.extra) or None,
        )
        drawn: dict[str, Any] = frame.panel_json(
            {"type": self.TYPE, "options": self._options(), "fieldConfig": self._field_config()}
        )
        return drawn

    def _map_panels(self, change: Any) -> Panel:
        """grafanalib's walk over the panels of its dashboards, which would number them: ids are the compiler's."""
        return self

    def _options(self) -> dict[str, Any]:
        return {}

    def _field_config(self) -> dict[str, Any]:
        return {"defaults": {}, "overrides": []}
