"""What the linter could not check, for want of a declaration."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NotChecked:
    """One metric of which too little is known for some rules."""

    metric: str
    reason: str
    """What is missing: `no type for foo_bar`."""
    rules: tuple[str, ...]
    """The ids of the rules that say nothing of it."""
