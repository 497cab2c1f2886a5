"""What is wrong in a template, and where."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A part of the text: offsets of its first character and of the one behind its last."""

    start: int
    end: int


class TemplateFault(NamedTuple):
    """One fault in a template."""

    span: Span
    message: str
    hint: str = ""


class TemplateError(Exception):
    """The text is no template. It never leaves `parser.parse`, which returns the fault."""

    def __init__(self, span: Span, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.fault = TemplateFault(span, message, hint)
