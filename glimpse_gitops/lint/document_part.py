"""One thing in a document that can be linted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

PartKind = Literal[
    "rule groups",
    "rule group",
    "rules",
    "grafana rules",
    "dashboard",
    "dashboard v2",
    "contact points",
    "policies",
    "mute timings",
    "templates",
    "rule tests",
]


@dataclass(frozen=True)
class Part:
    """One thing in a document."""

    kind: PartKind
    value: Any
    pointer: str
    uid: str = ""
    """Of a dashboard that is a resource: its name, which is its uid."""
    nested: bool = False
    """Whether it stands among something else, whose maker may take more of it than Prometheus does."""
