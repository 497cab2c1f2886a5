"""What a plan does to the alert instances that are firing or pending while it is applied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .resource import ResourceId


class Fate(Enum):
    """What becomes of the instances of a rule."""

    KEPT = "kept"
    """They go on as if nothing had happened."""
    STARTS_OVER = "starts over"
    """They are resolved, and fire again once the condition has held for the rule's `for`."""
    ENDS = "ends"
    """They are resolved and do not come back: the rule is removed or paused."""


@dataclass(frozen=True)
class RuleEdit:
    """What an apply does to one rule that is live."""

    group: ResourceId
    """The rule group that it is in now."""
    uid: str
    title: str
    """The name that it has now."""
    fate: Fate
    why: str
    """`expr and labels changed`, `only annotations change`."""


@dataclass(frozen=True)
class Instances:
    """How many instances of a rule are active."""

    firing: int = 0
    """Whose condition holds; not those of a rule that has no data or cannot be evaluated."""
    pending: int = 0


@dataclass(frozen=True)
class RuleImpact:
    """An edit of a rule some of whose instances are active."""

    edit: RuleEdit
    instances: Instances

    @property
    def resets_firing(self) -> bool:
        """Whether somebody is told that an alert is over which is not, or no longer watched."""
        return self.edit.fate is not Fate.KEPT and self.instances.firing > 0
