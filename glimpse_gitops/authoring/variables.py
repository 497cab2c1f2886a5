"""Template variables: what people choose at the top of a dashboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol, runtime_checkable

from ..model.arguments import check_arguments
from ..model.datasource import Datasource
from ..model.makes_queries import MakesQueries

_LABEL_VALUES = 1
_CLASSIC_QUERY = 5
_REF_ID = "PrometheusVariableQueryEditor-VariableQuery"


@runtime_checkable
class NamesDatasource(Protocol):
    """A data source, or the variable that stands for one."""

    @property
    def reference(self) -> dict[str, str]:
        """The object by which panels, targets and variables name it."""


Named = Annotated[NamesDatasource, "a data source or its variable"]


@dataclass(frozen=True, eq=False)
class DatasourceVariable(MakesQueries):
    """A choice between data sources of one type, with `datasource` chosen at first.

    Queries that it makes go to the one that is chosen: `metrics = DatasourceVariable(prometheus)`, then
    `metrics.query("up")`.
    """

    datasource: Datasource
    name: str = ""
    """As in `${name}`; the type of the data source where empty."""
    label: str = ""
    regex: str = ""
    """Offers only data sources whose name it matches, e.g. `/prod/`."""
    hide: bool = False

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"' if self.name else "variable")
        if not self.name:
            object.__setattr__(self, "name", self.datasource.type)

    @property
    def reference(self) -> dict[str, str]:
        """The object by which panels and targets name the chosen data source."""
        return self._asked().reference

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        return {
            "type": "datasource",
            "name": self.name,
            "label": self.label,
            "query": self.datasource.type,
            "regex": self.regex,
            "current": {"text": self.datasource.name, "value": self.datasource.uid},
            "hide": 2 if self.hide else 0,
        }

    def _asked(self) -> Datasource:
        return Datasource.existing(f"${{{self.name}}}", self.datasource.type)


@dataclass(frozen=True, kw_only=True, eq=False)
class QueryVariable:
    """Values that a query finds, e.g. `label_values(up, job)` or `query_result(…)` of Prometheus."""

    name: str
    query: str
    datasource: Named
    label: str = ""
    description: str = ""
    multi: bool = False
    include_all: bool = False
    """Offers, and at first chooses, all values."""
    all_value: str = ""
    """What "all" means in a query, e.g. `.+`; all the values where empty, which makes long queries."""
    regex: str = ""
    sort: Literal["none", "asc", "desc", "numeric asc", "numeric desc"] = "asc"
    refresh: Literal["on load", "on time range change"] = "on load"
    hide: bool = False

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        query: Any = self.query
        if self.datasource.reference["type"] == "prometheus":
            kind = _LABEL_VALUES if self.query.startswith("label_values(") else _CLASSIC_QUERY
            query = {"qryType": kind, "query": self.query, "refId": _REF_ID}
        return {
            "type": "query",
            "name": self.name,
            "label": self.label,
            "description": self.description,
            "datasource": self.datasource.reference,
            "query": query,
            "definition": self.query,
            "multi": self.multi,
            "includeAll": self.include_all,
            "allValue": self.all_value or None,
            "current": self._current(),
            "regex": self.regex,
            "sort": _SORTS[self.sort],
            "refresh": 1 if self.refresh == "on load" else 2,
            "hide": 2 if self.hide else 0,
        }

    def _current(self) -> dict[str, Any]:
        if not self.include_all:
            return {}
        if self.multi:
            return {"text": ["All"], "value": ["$__all"]}
        return {"text": "All", "value": "$__all"}


@dataclass(frozen=True, kw_only=True, eq=False)
class LabelValues(QueryVariable):
    """The values that a label has on `metric`, which may be a selector such as `http_requests_total{job=~"$job"}`."""

    metric: str
    of: str = ""
    """The label; the variable's own name where empty."""
    query: str = field(init=False, default="")

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "query", f"label_values({self.metric}, {self.of or self.name})")


@dataclass(frozen=True, kw_only=True, eq=False)
class CustomVariable:
    """A choice between fixed values."""

    name: str
    values: Sequence[str]
    label: str = ""
    multi: bool = False
    include_all: bool = False
    all_value: str = ""
    chosen: str = ""
    """The value that is chosen at first; the first one where empty."""

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')
        if not self.values:
            raise ValueError(f'variable "{self.name}" needs at least one value')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        chosen: Any = "$__all" if self.include_all and not self.chosen else self.chosen or self.values[0]
        text = "All" if chosen == "$__all" else chosen
        return {
            "type": "custom",
            "name": self.name,
            "label": self.label,
            # Grafana separates the values at commas, and takes one with a backslash before it as part of a value.
            "query": ",".join(value.replace(",", "\\,") for value in self.values),
            "multi": self.multi,
            "includeAll": self.include_all,
            "allValue": self.all_value or None,
            "current": {"text": [text], "value": [chosen]} if self.multi else {"text": text, "value": chosen},
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class IntervalVariable:
    """A choice between durations."""

    name: str
    values: Sequence[str]
    label: str = ""
    chosen: str = ""

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')
        if not self.values:
            raise ValueError(f'variable "{self.name}" needs at least one value')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        chosen = self.chosen or self.values[0]
        return {
            "type": "interval",
            "name": self.name,
            "label": self.label,
            "query": ",".join(self.values),
            "current": {"text": chosen, "value": chosen},
            "auto": False,
            "auto_count": 30,
            "auto_min": "10s",
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class TextVariable:
    """A text that people type."""

    name: str
    value: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        return {"type": "textbox", "name": self.name, "label": self.label, "query": self.value}


@dataclass(frozen=True, kw_only=True, eq=False)
class ConstantVariable:
    """A value with a name, which nobody sees or changes on the dashboard."""

    name: str
    value: str

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        return {"type": "constant", "name": self.name, "query": self.value, "hide": 2}


@dataclass(frozen=True, kw_only=True, eq=False)
class FilterVariable:
    """Filters on any label that people add to all queries of one data source (Grafana's ad hoc filters)."""

    name: str
    datasource: Named
    label: str = ""
    filters: Sequence[tuple[str, str, str]] = field(default=())
    """Label, operator and value of those that are set at first."""

    def __post_init__(self) -> None:
        check_arguments(self, f'variable "{self.name}"')

    def to_json_data(self) -> dict[str, Any]:
        """The variable as Grafana's JSON."""
        return {
            "type": "adhoc",
            "name": self.name,
            "label": self.label,
            "datasource": self.datasource.reference,
            "baseFilters": [],
            "filters": [{"key": key, "operator": op, "value": value} for key, op, value in self.filters],
        }


Variable = (
    DatasourceVariable
    | QueryVariable
    | CustomVariable
    | IntervalVariable
    | TextVariable
    | ConstantVariable
    | FilterVariable
)

_SORTS = {"none": 0, "asc": 1, "desc": 2, "numeric asc": 3, "numeric desc": 4}
