"""Findings: faults in the users' files, as data."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from enum import IntEnum

from .fix import Fix
from .origin import Origin


class Severity(IntEnum):
    """How bad a finding is; `lint` fails on errors unless told otherwise."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """`error`, `warning` or `info`."""
        return self.name.lower()


@dataclass(frozen=True)
class Finding:
    """One fault: which rule, where, of what object, and what to do."""

    rule: str
    """The id of the rule, e.g. `PQ116`."""
    name: str
    """The name of the rule, e.g. `unknown-label`."""
    severity: Severity
    message: str
    origin: Origin
    object: str = ""
    """In the words of the user: `dashboard Glimpse Overview, panel Request rate, query A`."""
    hint: str = ""
    excerpt: str = ""
    """The text that is at fault, e.g. the expression."""
    span: tuple[int, int] | None = None
    """The part of `excerpt` that is at fault, as offsets."""
    home: Origin | None = None
    """The construct that it is about: a rule, a panel."""
    fix: Fix | None = None
    fingerprint: str = ""
    """What stays the same when lines move or the file is laid out anew; empty until the linter is done."""
    traceback: str = ""
    """Python's, of a rule that crashed: shown only where somebody debugs the linter."""

    def marked(self, fingerprint: str) -> Finding:
        """The same finding with its fingerprint: `replace` would take ten times as long, and there are many."""
        other = copy(self)
        object.__setattr__(other, "fingerprint", fingerprint)
        return other

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By place, then by rule: reports are the same on every run."""
        return (self.origin.path, self.origin.line, self.origin.column, self.rule, self.message)
