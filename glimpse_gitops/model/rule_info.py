"""What reports say of a lint rule."""

from __future__ import annotations

from dataclasses import dataclass

from .finding import Severity


@dataclass(frozen=True)
class RuleInfo:
    """A lint rule for readers: its name, what it finds, where its page is."""

    id: str
    name: str
    severity: Severity
    profile: str
    summary: str
    """One sentence."""
    page: str
    """The file name of its page in `docs/rules`."""
    text: str = ""
    """The whole page, as Markdown."""
