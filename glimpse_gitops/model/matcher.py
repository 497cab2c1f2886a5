"""Matchers of a notification route: label, operator, value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .label import LabelValue, quoted

_FORM = re.compile(
    r"""\s*+ ([A-Za-z_]\w* | "(?:[^"\\]|\\.)+") \s*+ (=~|!~|!=|=) (?!\s*[~!]) \s*+
    ("(?:[^"\\]|\\.)*" \s* | [^"'`=]*+)""",
    re.DOTALL | re.VERBOSE,
)
_OPERATORS = ("=", "!=", "=~", "!~")
_ESCAPES = {"n": "\n", '"': '"', "\\": "\\"}
"""What a backslash stands before; before anything else it is a backslash, as in `\\d` of a regular expression."""


@dataclass(frozen=True)
class Matcher:
    """`severity="critical"` as three parts; `op` is one of `=`, `!=`, `=~`, `!~`."""

    label: str
    op: str
    value: str

    def __post_init__(self) -> None:
        if self.op not in _OPERATORS:
            raise ValueError(f'matcher of "{self.label}": "{self.op}" is none of the operators {" ".join(_OPERATORS)}')

    def __str__(self) -> str:
        return f"{self.label}{self.op}{quoted(self.value)}"


def parse_matcher(given: str | LabelValue | Matcher) -> Matcher:
    """A matcher from what authors write: text in Alertmanager's form, a label with its value, or a `Matcher`.

    Raises ValueError for text that is no matcher. A value with quotes or `=` in it, or one that starts with `~` or `!`,
    stands between quotes: `severity==warning` is an operator of other languages rather than the value `=warning`.
    """
    if isinstance(given, Matcher):
        return given
    if isinstance(given, LabelValue):
        return Matcher(given.name, "=", given.value)
    match = _FORM.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        raise ValueError(
            f"'{given}' is not a matcher: write it as severity=\"critical\", with one of {' '.join(_OPERATORS)}"
        )
    label, op, value = match.groups()
    return Matcher(_unquoted(label), op, _unquoted(value.rstrip()))


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text[1:-1], flags=re.DOTALL)
    return text
