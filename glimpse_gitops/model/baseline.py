"""Findings that a project has accepted for now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BaselineEntry:
    """One finding of the past. The fingerprint tells it; the rest is for people."""

    fingerprint: str
    rule: str
    path: str
    object: str
