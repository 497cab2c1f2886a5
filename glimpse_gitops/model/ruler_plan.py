"""What an apply to a ruler would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .plan import Action, FieldChange


@dataclass(frozen=True)
class RulerChange:
    """What happens to one rule group of a ruler."""

    action: Action
    """CREATE, UPDATE or DELETE."""
    name: str
    before: Mapping[str, Any] | None
    """The group as the ruler has it."""
    after: Mapping[str, Any] | None
    """The group as in a rule file; None where it is deleted."""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class RulerResult:
    """How one change ended; `message` says why it failed."""

    change: RulerChange
    message: str = ""


@dataclass(frozen=True)
class RulerPlan:
    """Everything that an apply to one namespace of a ruler would do."""

    namespace: str
    changes: tuple[RulerChange, ...]
    unchanged: tuple[str, ...]
    rules: int = 0
    """How many rules the namespace has now."""
    touched: int = 0
    """How many of them change or are deleted."""
    left: tuple[str, ...] = ()
    """Groups of the namespace that the code does not have, and that stay without `--prune`."""

    @property
    def is_empty(self) -> bool:
        """True where nothing would be written."""
        return not self.changes
