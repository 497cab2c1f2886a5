"""A fault that was planted: the same text with it and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .queries import Queries


class Planted(NamedTuple):
    """One variant."""

    language: str
    """As `sample_project.findings_in` takes it: `promql`, `yaml`, `json`, `python` …"""
    valid: str
    faulty: str


Mutation = Callable[[Queries], Planted]
"""Makes one variant, with nothing but the random choices that it is given."""
