"""Rows: headings over the panels of a dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..model.arguments import check_arguments
from ..model.builds import PanelLike


@dataclass(frozen=True, eq=False)
class Row:
    """A heading and the panels under it: `Row("Traffic", [requests, in_flight])`.

    A collapsed row shows its panels after a click; `repeat` names the variable whose every value gets a row.
    """

    gridPos: ClassVar[None] = None  # noqa: N815
    """Tells a row from a dashboard, which has a title and panels too."""

    title: str
    panels: Sequence[PanelLike]
    collapsed: bool = False
    repeat: str = ""
    id: int | None = None
    """The id that the row was saved with; made of its title where None."""

    def __post_init__(self) -> None:
        check_arguments(self, f'row "{self.title}"')

    def to_json_data(self) -> list[Any]:
        """The row's heading and, unless they are folded into it, its panels."""
        heading = {
            "type": "row",
            "title": self.title,
            "collapsed": self.collapsed,
            "panels": list(self.panels) if self.collapsed else [],
            "repeat": self.repeat or None,
            "id": self.id,
        }
        return [heading] if self.collapsed else [heading, *self.panels]
