"""Targets: the queries of a panel, in the words of Grafana's target JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from .arguments import check_arguments

Format = Literal["time_series", "table", "heatmap"]
"""What Grafana makes of a query's result."""


@runtime_checkable
class _Queried(Protocol):
    """What a query needs to know of its data source."""

    @property
    def uid(self) -> str:
        """Its uid, or the variable that holds it."""

    @property
    def type(self) -> str:
        """The id of its plugin, such as `prometheus`."""

    @property
    def reference(self) -> dict[str, str]:
        """The object by which targets name it."""


@dataclass(frozen=True)
class Query:
    """One query of a panel: made by `prometheus.query(…)`, `loki.query(…)` or `tempo.query(…)`.

    It becomes a target by `to_json_data`, as grafanalib's own targets do, so both may stand in one panel.
    """

    datasource: _Queried
    expr: str
    legend: str = ""
    instant: bool = False
    format: Format = "time_series"
    ref_id: str = ""
    """`A`, `B`, …: given by position where empty."""
    interval: str = ""
    """The smallest step, e.g. `1m`; empty for the data source's own."""
    hide: bool = False
    exemplar: bool = False
    limit: int | None = None
    """Lines (Loki) or traces (Tempo) at most."""

    def __post_init__(self) -> None:
        check_arguments(self, f'query "{self.expr}"')

    def to_json_data(self) -> dict[str, Any]:
        """The target as Grafana 12 saves it for this type of data source."""
        target: dict[str, Any] = {"datasource": self.datasource.reference, "refId": self.ref_id}
        target.update(
            _QUERY_KEYS[self.datasource.type](self) if self.datasource.type in _QUERY_KEYS else {"expr": self.expr}
        )
        if self.hide:
            target["hide"] = True
        return target


def _prometheus(query: Query) -> dict[str, Any]:
    keys: dict[str, Any] = {
        "editorMode": "code",
        "expr": query.expr,
        "format": query.format,
        "instant": query.instant,
        "range": not query.instant,
        "legendFormat": query.legend or "__auto",
    }
    if query.interval:
        keys["interval"] = query.interval
    if query.exemplar:
        keys["exemplar"] = True
    return keys


def _loki(query: Query) -> dict[str, Any]:
    keys: dict[str, Any] = {
        "editorMode": "code",
        "expr": query.expr,
        "queryType": "instant" if query.instant else "range",
    }
    if query.legend:
        keys["legendFormat"] = query.legend
    if query.limit is not None:
        keys["maxLines"] = query.limit
    return keys


def _tempo(query: Query) -> dict[str, Any]:
    return {
        "query": query.expr,
        "queryType": "traceql",
        "limit": 20 if query.limit is None else query.limit,
        "tableType": "traces",
    }


_QUERY_KEYS = {"prometheus": _prometheus, "loki": _loki, "tempo": _tempo}
