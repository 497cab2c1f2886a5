"""Plans: what an apply would change in a Grafana, and what it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from .brake import Brake
from .manifest import Hold
from .resource import Resource, ResourceId
from .routing_move import Routing
from .rule_impact import RuleImpact


class Action(Enum):
    """What happens to one resource; the value is the sign that a plan shows."""

    CREATE = "+"
    UPDATE = "~"
    DELETE = "-"
    """Ours, and no longer in the code: only with `--prune`."""
    ADOPT = "="
    """Equal already and not yet ours: only the manifest changes."""
    REFUSE = "!"
    """Differs and is not ours: nothing is written without `--adopt`, or at all where somebody else keeps it."""


class Cause(StrEnum):
    """Who made a part differ since the last apply; the value is in the words of a plan."""

    CODE = "changed in code"
    GRAFANA = "changed in Grafana"
    BOTH = "changed in code and in Grafana"


@dataclass(frozen=True)
class FieldChange:
    """One change inside a resource, in words: `panel "Request rate", query A, expr`."""

    where: str
    before: Any
    after: Any
    cause: Cause = Cause.CODE


PLACE = "gridPos"
"""The key of a panel's place: one change as a whole, since people move a panel and not its coordinates."""


def is_place(change: FieldChange | Drift) -> bool:
    """Whether it is a panel that was moved or resized: both values are places in the grid."""
    return change.where.endswith(f", {PLACE}") and isinstance(change.before, dict) and isinstance(change.after, dict)


def is_panel_id(change: FieldChange) -> bool:
    """Whether it is a panel that is known by another id from now on."""
    return change.where.startswith('panel "') and change.where.endswith(", id") and isinstance(change.before, int)


@dataclass(frozen=True)
class Change:
    """What happens to one resource."""

    action: Action
    id: ResourceId
    title: str
    before: Resource | None
    """The live object; None where it is created."""
    after: Resource | None
    """The object as it will be; None where it is deleted."""
    fields: tuple[FieldChange, ...] = ()
    reason: str = ""
    """Why it is refused, adopted or deleted."""
    code: Resource | None = None
    """The object as the code has it, where `after` also holds what is kept of Grafana's changes."""
    quarantine: bool = False
    """It is taken out of use, and stays ours."""

    @property
    def noted(self) -> Resource | None:
        """The object as the manifest notes it: what is kept of Grafana's changes stays drift."""
        return self.code or self.after


@dataclass(frozen=True)
class Drift:
    """One thing that people changed in Grafana, and that the plan keeps."""

    id: ResourceId
    title: str
    where: str
    """`panel "Heap", query A, expr`; empty where the object was deleted in Grafana."""
    before: Any
    """As it was last applied."""
    after: Any
    """As it is now."""
    by: str = ""
    """Who changed the object last, where Grafana says; not always who changed this part of it."""
    at: str = ""
    """When, `2026-11-23T04:05:06Z`."""

    @property
    def is_deletion(self) -> bool:
        """Whether the whole object was deleted in Grafana: an apply makes it again."""
        return not self.where


@dataclass(frozen=True)
class OnHold:
    """An object that would change, and is left alone for a while because somebody asked for that."""

    id: ResourceId
    title: str
    hold: Hold


@dataclass(frozen=True)
class LeftAlone:
    """A live object that the plan does not touch, and why."""

    id: ResourceId
    title: str
    why: str


@dataclass(frozen=True)
class Plan:
    """Everything that an apply would do, in its order."""

    changes: tuple[Change, ...]
    unchanged: tuple[ResourceId, ...]
    left_alone: tuple[LeftAlone, ...] = ()
    drift: tuple[Drift, ...] = ()
    """What people changed in Grafana: kept, or made again where they deleted it."""
    on_hold: tuple[OnHold, ...] = ()
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    """What stops an apply of it, whatever it would change."""
    brakes: tuple[Brake, ...] = ()
    """What an apply does only where it is allowed by name."""
    impacts: tuple[RuleImpact, ...] = ()
    """What it does to alerts that are firing or pending right now."""
    routing: Routing = field(default_factory=Routing)
    """Which alerts it sends to other contact points."""

    def by_action(self, action: Action) -> tuple[Change, ...]:
        """The changes of one action."""
        return tuple(change for change in self.changes if change.action is action)

    @property
    def refused(self) -> tuple[Change, ...]:
        """What cannot be applied as it is."""
        return self.by_action(Action.REFUSE)

    @property
    def is_empty(self) -> bool:
        """True where an apply would write nothing at all."""
        return not self.changes


class Outcome(Enum):
    """How one change ended."""

    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Not tried, since something that it depends on failed."""


@dataclass(frozen=True)
class ChangeResult:
    """How one change ended; `message` says why it failed or was skipped."""

    change: Change
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True)
class ApplyResult:
    """What an apply did."""

    results: tuple[ChangeResult, ...]
    writes: int
    """Requests that wrote, those for manifest and lease included."""
    warnings: tuple[str, ...] = ()
    run: str = ""
    """The id of its journal; empty where it has none."""
    interrupted: bool = False
    """Whether somebody stopped it."""

    def count(self, outcome: Outcome) -> int:
        """The number of changes that ended so."""
        return sum(result.outcome is outcome for result in self.results)
