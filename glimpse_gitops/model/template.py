"""Notification templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Template:
    """A notification template: Go template text with one or more `{{ define "…" }}` blocks."""

    name: str
    text: str
    moved_from: str = ""
    """Its old name: the template of that name goes when this one is there."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a template needs a name")
