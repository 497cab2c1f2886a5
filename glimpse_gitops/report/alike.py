"""Findings that say the same of several places of a file: told once, with the places."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.finding import Finding

Alike = tuple[Finding, tuple[Finding, ...]]
"""A finding, and those of its file after it that say the same."""


def alike(findings: Sequence[Finding]) -> list[Alike]:
    """The findings in their order, with all that only repeat one put behind it.

    A dashboard whose forty queries share one fault is one thing to read, and forty places to go to.
    """
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        says = one.fix.says if one.fix is not None else ""
        key = (one.origin.path, one.rule, one.severity, one.message, one.hint, says, one.traceback)
        groups.setdefault(key, []).append(one)
    return [(first, tuple(rest)) for first, *rest in groups.values()]


def place_beside(other: Finding, first: Finding) -> str:
    """What the object of a finding has that the object of the first one lacks: `panel Load` of the same dashboard."""
    parts, told = other.object.split(", "), first.object.split(", ")
    shared = next((n for n, (a, b) in enumerate(zip(parts, told, strict=False)) if a != b), min(len(parts), len(told)))
    return ", ".join(parts[shared:])
