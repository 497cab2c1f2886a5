"""Prometheus rule files that were given as paths, as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .finding import Finding
from .project import Definition
from .rule_group import RuleGroup
from .source_index import SourceIndex


@dataclass(frozen=True)
class RuleFiles:
    """The rule groups of some files, and what makes their places known."""

    groups: tuple[Definition[RuleGroup], ...] = ()
    sources: SourceIndex = field(default_factory=SourceIndex)
    comments: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    broken: tuple[Finding, ...] = ()
    """What could not be read as rules."""
