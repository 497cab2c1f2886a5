"""What queries and alerts do on a real Prometheus."""

from __future__ import annotations

from dataclasses import dataclass

from .query_check import QueryCheck, QueryOutcome


@dataclass(frozen=True)
class LiveCheck:
    """Every panel's queries, run while the service has errors, and the way of one alert."""

    queries: tuple[QueryCheck, ...]
    alert: str
    states: tuple[tuple[str, float], ...]
    """State of the alert → seconds after the fault was ordered: `pending`, then `firing`."""

    @property
    def holds(self) -> bool:
        """Whether every query that was run gave data, and the alert went to pending and then to firing."""
        answered = all(check.outcome in (QueryOutcome.SERIES, QueryOutcome.NOT_RUN) for check in self.queries)
        return answered and [state for state, _ in self.states] == ["pending", "firing"]
