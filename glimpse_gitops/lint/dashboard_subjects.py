"""The parts of a dashboard that rules look at, queries aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .grid import Grid
from .json_lists import mapping, mappings_in
from .subject import Subject


@dataclass(frozen=True, kw_only=True, eq=False)
class DashboardSubject(Subject):
    """A dashboard as classic JSON; one of the v2 schema is given in that form, too."""

    uid: str
    folder: str = ""
    """The uid of its folder, where that is known."""
    unloaded: bool = False
    """Whether it is wrapped as the API gives it, in a file that Grafana is told to load: it does not."""

    @cached_property
    def variables(self) -> tuple[Mapping[str, Any], ...]:
        """Its template variables."""
        return tuple(one for _, one in mappings_in(mapping(self.json.get("templating")).get("list")))

    @cached_property
    def variable_names(self) -> frozenset[str]:
        """The names of its template variables."""
        return frozenset(str(one.get("name")) for one in self.variables)

    @cached_property
    def inputs(self) -> frozenset[str]:
        """What an exported dashboard asks for where it is imported."""
        return frozenset(str(one.get("name")) for _, one in mappings_in(self.json.get("__inputs")))


@dataclass(frozen=True, kw_only=True, eq=False)
class PanelSubject(Subject):
    """A panel as JSON; rows and the panels inside them are subjects of their own."""

    dashboard: DashboardSubject
    grid: Grid = field(repr=False)
    """The one that it lies in."""
    position: int
    """Its index among the panels there."""


@dataclass(frozen=True, kw_only=True, eq=False)
class VariableSubject(Subject):
    """A template variable as JSON; the passage is its name."""

    dashboard: DashboardSubject
    position: int = 0
    """Its index among the variables."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AnnotationSubject(Subject):
    """An annotation query of a dashboard as JSON; the passage is its name."""

    dashboard: DashboardSubject


@dataclass(frozen=True, kw_only=True, eq=False)
class DatasourceUseSubject(Subject):
    """One place in a dashboard that names a data source; the passage is the uid, `json` the reference with its type."""

    dashboard: DashboardSubject


@dataclass(frozen=True, kw_only=True, eq=False)
class PhraseSubject(Subject):
    """A text of a dashboard in which Grafana puts variables: a query, a title, a description, a legend."""

    dashboard: DashboardSubject
    kind: Literal["query", "text"]


@dataclass(frozen=True, kw_only=True, eq=False)
class UnitSubject(Subject):
    """A unit of a panel: of all its fields, of some, or of an axis."""
