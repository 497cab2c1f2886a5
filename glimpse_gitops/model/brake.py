"""Brakes: changes that are stopped until somebody says that they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_SHARE = 0.3
DEFAULT_COUNT = 10


@dataclass(frozen=True)
class Brake:
    """One thing that an apply does only with `--allow <name>`."""

    name: str
    """What `--allow` takes: `many-dashboards`, `policy-root`, `contact-point:oncall`."""
    why: str


@dataclass(frozen=True)
class BrakeLimits:
    """`[tool.glimpse-gitops.brakes]`: when so many objects change at once that it may be a mistake."""

    share: float = DEFAULT_SHARE
    """Of the objects of a kind that are ours, as a number from 0 to 1; more than this is stopped."""
    at_least: int = DEFAULT_COUNT
    """Fewer objects of a kind than this are never counted."""
    kinds: Mapping[str, float] = field(default_factory=dict)
    """Kind in the plural, such as `dashboards` → its own share."""

    def share_of(self, kinds: str) -> float:
        """The share for one kind."""
        return self.kinds.get(kinds, self.share)
