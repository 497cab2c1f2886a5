"""Matchers of a notification route: label, operator, value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .label import LabelValue, quoted

_FORM = re.compile(
    r"""\s* ([A-Za-z_]\w* | "(?:[^"\\]|\\.)+") \s* (=~|!~|!=|=) \s* ("(?:[^"\\]|\\.)*" | [^"]*?) \s*""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPES = {"n": "\n", '"': '"', "\\": "\\"}
"""What a backslash stands before; before anything else it is a backslash, as in `\\d` of a regular expression."""


@dataclass(frozen=True)
class Matcher:
    """`severity="critical"` as three parts; `op` is one of `=`, `!=`, `=~`, `!~`."""

    label: str
    op: str
    value: str

    def __str__(self) -> str:
        return f"{self.label}{self.op}{quoted(self.value)}"


def parse_matcher(given: str | LabelValue | Matcher) -> Matcher:
    """A matcher from what authors write: text in Alertmanager's form, a label with its value, or a `Matcher`.

    Raises ValueError for text that is no matcher.
    """
    if isinstance(given, Matcher):
        return given
    if isinstance(given, LabelValue):
        return Matcher(given.name, "=", given.value)
    match = _FORM.fullmatch(given)
    if match is None:
        raise ValueError(f"'{given}' is not a matcher: write it as severity=\"critical\", with one of = != =~ !~")
    label, op, value = match.groups()
    return Matcher(_unquoted(label), op, _unquoted(value))


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text[1:-1], flags=re.DOTALL)
    return text
