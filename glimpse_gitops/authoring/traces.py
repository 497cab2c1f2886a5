"""Panels for traces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .override import Override
from .panel import Panel
from .table import Table

_NAME = "traceName"
"""The column of the traces' names. The ids have Tempo's own link to the trace, which Grafana 11 would drop for ours."""


@dataclass(frozen=True, kw_only=True, eq=False)
class TraceList(Table):
    """The traces that a TraceQL search finds. `data_links` are those of their names; their ids lead to the trace."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.data_links:
            links = [link.to_json_data() for link in self.data_links]
            object.__setattr__(self, "overrides", (*self.overrides, Override(_NAME, {"links": links})))
            object.__setattr__(self, "data_links", ())


@dataclass(frozen=True, kw_only=True, eq=False)
class Traces(Panel):
    """One trace as its spans over time; the query gives its id, e.g. of a variable."""

    TYPE: ClassVar[str] = "traces"
