"""The values of literals: Go's strings, numbers and Prometheus' durations.

Strings in double or single quotes know Go's escapes, back-tick strings know none. Numbers are what Go's ParseInt (base
0, so ``0755`` is octal and ``1_000`` a thousand) or ParseFloat reads. A duration's value is in seconds.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)", re.DOTALL)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}
_UNIT_SECONDS = {"y": 31_536_000, "w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1, "ms": 0.001}
_PART = re.compile(r"(\d+)(ms|[ywdhms])")
LONGEST_SECONDS = (2**63 - 1) / 1e9
"""Go's longest duration, some 292 years."""


class LiteralError(ValueError):
    """A literal has no value; ``start`` and ``end`` are relative to it."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def unquote(text: str) -> str:
    """The value of a string literal; LiteralError on an escape that Go does not know."""
    if text[0] == "`" or "\\" not in text:
        return text[1:-1]
    quote = text[0]

    def replace(match: re.Match[str]) -> str:
        escape = match[1]
        simple = _SIMPLE.get(escape)
        if simple is not None:
            return simple
        if escape == quote:
            return quote
        if len(escape) == 1:
            raise LiteralError(f'unknown escape sequence "\\{escape}" in a string', *match.span())
        code = int(escape, 8) if escape[0] in "01234567" else int(escape[1:], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000 or (escape[0] not in "uU" and code > 255):
            raise LiteralError(f'the escape sequence "\\{escape}" is no valid character', *match.span())
        return chr(code)

    body = _ESCAPE.sub(replace, text[:-1])
    return body[1:]


@lru_cache(maxsize=4096)
def number(text: str) -> float:
    """The value of a number literal; LiteralError when it has none."""
    lowered = text.lower()
    if lowered in ("inf", "nan"):
        return float(lowered)
    try:
        return float(text if text[0] != "0" and "_" not in text else _integer_or_float(lowered)) + _overflow(lowered)
    except (ValueError, OverflowError):
        raise LiteralError(f'bad number "{text[:40]}"', 0, len(text)) from None


def _integer_or_float(text: str) -> float | int | str:
    if text.startswith("0x"):
        value = int(text.replace("0x_", "0x", 1), 16)
        if value >= 2**63:
            raise ValueError(text)
        return value
    digits = text.replace("_", "") if re.fullmatch(r"\d+(_\d+)*", text) else text
    if "_" in digits:
        raise ValueError(text)
    if len(digits) > 1 and digits.isdigit() and re.fullmatch("0[0-7]+", digits):
        return int(digits, 8)
    return digits


def _overflow(text: str) -> float:
    """Nothing, or OverflowError: a literal too large for a float is an error and not infinity."""
    if "0x" not in text and math.isinf(float(text.replace("_", ""))):
        raise OverflowError(text)
    return 0.0


@lru_cache(maxsize=4096)
def duration(text: str) -> float:
    """Seconds of a duration literal such as ``1h30m``; LiteralError beyond Go's longest."""
    seconds = float(sum(float(count) * _UNIT_SECONDS[unit] for count, unit in _PART.findall(text)))
    if seconds > LONGEST_SECONDS:
        raise LiteralError(f'the duration "{text[:40]}" is out of range', 0, len(text))
    return seconds
