"""Table panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from .field_panel import FieldPanel


@dataclass(frozen=True, kw_only=True, eq=False)
class Table(FieldPanel):
    """Rows and columns. Prometheus queries for it are instant ones with `format="table"`."""

    TYPE: ClassVar[str] = "table"

    align: Literal["auto", "left", "center", "right"] = "auto"
    cell: Literal["auto", "color-text", "color-background", "gauge", "sparkline", "json-view"] = "auto"
    filterable: bool = False
    inspect: bool = False
    """A button that shows the whole text of a cell."""
    show_header: bool = True
    cell_height: Literal["sm", "md", "lg"] = "sm"
    sort_by: Sequence[tuple[str, Literal["asc", "desc"]]] = ()
    """Columns as they are shown."""

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cellHeight": self.cell_height, "showHeader": self.show_header}
        if self.sort_by:
            options["sortBy"] = [{"displayName": name, "desc": order == "desc"} for name, order in self.sort_by]
        return options

    def _custom(self) -> dict[str, Any]:
        custom: dict[str, Any] = {"align": self.align, "cellOptions": {"type": self.cell}, "inspect": self.inspect}
        if self.filterable:
            custom["filterable"] = True
        return custom
