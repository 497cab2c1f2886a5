"""What the doctor found: one diagnosis a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """How a check ended, from good to bad."""

    OK = "ok"
    NOT_CHECKED = "not checked"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    message: str
    next: str
    """What to do about it."""
    serious: bool = True
    """False for what only may be wrong: a warning."""


@dataclass(frozen=True)
class Diagnosis:
    """What one check looked at, and what came of it."""

    looked_at: str
    summary: str
    """What there is; why it was not checked where it was not."""
    problems: tuple[Problem, ...] = ()
    checked: bool = True
    next: str = ""
    """How to have it checked, where it was not."""
    check: str = ""
    """The name of the check."""

    @property
    def verdict(self) -> Verdict:
        """The worst of its problems."""
        if self.problems:
            return Verdict.FAILED if any(one.serious for one in self.problems) else Verdict.WARNING
        return Verdict.OK if self.checked else Verdict.NOT_CHECKED
