"""The matrix: one project in all of its environments, object by object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .plan import Plan
from .resource import ResourceId


@dataclass(frozen=True)
class Column:
    """One environment: its plan, or why there is none."""

    name: str
    plan: Plan | None
    fault: str = ""
    next_step: str = ""
    titles: Mapping[ResourceId, str] = field(default_factory=dict)
    """What the objects are called there."""


@dataclass(frozen=True)
class Row:
    """One object of the project, by the identity that it has without any environment's prefix."""

    id: ResourceId
    title: str
    signs: Mapping[str, str]
    """Environment → the sign of what an apply would do there, `✓` where nothing, `·` where it is not wanted there."""


@dataclass(frozen=True)
class Matrix:
    """Every environment of a project beside the others."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def has_changes(self) -> bool:
        """Whether an apply would change anything anywhere."""
        return any(column.plan is not None and not column.plan.is_empty for column in self.columns)
