"""What is wrong with an expression, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the expression's text: ``text[start:end]``, counted in characters from 0."""

    start: int
    end: int


class FaultKind(Enum):
    """Which stage refused the expression; each is a lint rule of its own."""

    SYNTAX = "syntax"
    TYPE = "type"
    FUNCTION = "function"
    REGEX = "regex"
    RANGE = "range"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """One fault of an expression."""

    kind: FaultKind
    span: Span
    message: str
    """What was expected and what was found; lower case, no full stop."""
    suggestion: str | None = None
    """The name that was probably meant, ready to replace the span."""
