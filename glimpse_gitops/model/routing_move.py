"""Alerts that go to other contact points once a plan is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RoutingMove:
    """Alerts of one rule that another contact point gets, or at other times."""

    rule: str
    before: tuple[str, ...]
    """Contact points by name, with their timings: `slack except during nights`; none where the alert goes nowhere."""
    after: tuple[str, ...]
    to_default: bool
    """Whether no route takes them any more, so that they fall to the root of the tree."""
    where: tuple[Mapping[str, str], ...] = ()
    """The labels with which they move; empty where all alerts of the rule do. An empty value is a missing label."""


@dataclass(frozen=True)
class Routing:
    """What a plan does to the routing of alerts."""

    moves: tuple[RoutingMove, ...] = ()
    not_told: Mapping[str, str] = field(default_factory=dict)
    """Rule → why it is not known, or not wholly, where its alerts go."""
