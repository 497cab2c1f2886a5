"""Panels for traces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .override import Override
from .panel import Panel
from .table import Table

_TRACE_ID = "traceID"
"""The column that Tempo gives a link of its own to the trace."""


@dataclass(frozen=True, kw_only=True, eq=False)
class TraceList(Table):
    """The traces that a TraceQL search finds. `data_links` appear at their ids, beside Tempo's link to the trace."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.data_links:
            links = [link.to_json_data() for link in self.data_links]
            object.__setattr__(self, "overrides", (*self.overrides, Override(_TRACE_ID, {"links": links})))
            object.__setattr__(self, "data_links", ())


@dataclass(frozen=True, kw_only=True, eq=False)
class Traces(Panel):
    """One trace as its spans over time; the query gives its id, e.g. of a variable."""

    TYPE: ClassVar[str] = "traces"
