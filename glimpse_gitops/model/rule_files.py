"""Prometheus rule files that were given as paths, as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .origin import Origin
from .project import Definition
from .rule_group import RuleGroup
from .source_index import SourceIndex


@dataclass(frozen=True)
class BrokenPart:
    """A part of a file that could not be read."""

    kind: Literal["yaml", "rule", "other"]
    """`yaml`: no YAML; `rule`: no rule or group that Prometheus takes; `other`: a file that holds something else."""
    message: str
    origin: Origin
    object: str = ""
    hint: str = ""


@dataclass(frozen=True)
class RuleFiles:
    """The rule groups of some files, and what makes their places known."""

    groups: tuple[Definition[RuleGroup], ...] = ()
    sources: SourceIndex = field(default_factory=SourceIndex)
    comments: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    broken: tuple[BrokenPart, ...] = ()
