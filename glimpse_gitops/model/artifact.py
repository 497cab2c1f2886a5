"""Artifacts: the files that `build` makes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One emitted file, to be committed beside its source."""

    path: str
    """Relative to the project, with `/`."""
    text: str
