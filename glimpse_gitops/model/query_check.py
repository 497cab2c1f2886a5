"""What a query of a plan gives when it is run once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class QueryOutcome(Enum):
    """How it went; the value is in the words of a plan."""

    SERIES = "series"
    NO_DATA = "no data"
    ERROR = "error"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class PlannedQuery:
    """One query that a plan creates or changes."""

    where: str
    """`dashboard Shop, panel "Up", query A`."""
    datasource: str
    """The uid; of a panel it may be that of a variable, `${ds}`, where that has no value."""
    kind: str
    """The type of the data source where the dashboard says it: `prometheus`, `loki`; else empty."""
    text: str
    """As it is in the code, with Grafana's variables."""
    runnable: str
    """The text with a value for each variable; empty where one has none."""
    why_not: str = ""
    """Why it cannot be run."""
    alerts: bool = False
    """Whether an alert rule asks it: then each series is an alert."""


@dataclass(frozen=True)
class QueryCheck:
    """The result of running one."""

    query: PlannedQuery
    outcome: QueryOutcome
    series: int = 0
    bound: float | None = None
    """The most series that the analysis expects; None where it knows no bound."""
    value: str = ""
    """The value of the first series, as the server writes it."""
    detail: str = ""
    """The server's error, or why it was not run."""

    @property
    def exceeds_bound(self) -> bool:
        """Whether the catalogue promises less than there is."""
        return self.bound is not None and self.series > self.bound
