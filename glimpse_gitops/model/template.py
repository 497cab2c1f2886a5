"""Notification templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Template:
    """A notification template: Go template text with one or more `{{ define "…" }}` blocks."""

    name: str
    text: str
