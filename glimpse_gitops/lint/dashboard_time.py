"""Times and intervals as dashboards write them."""

from __future__ import annotations

import re
from typing import Final

_STEP = re.compile(r"([+-])(\d{0,15})(ms|s|m|h|d|w|M|Q|y|fQ|fy)")
_RELATIVE = re.compile(rf"now(?:{_STEP.pattern})*(?:/(?:s|m|h|d|w|M|Q|y|fQ|fy))?")
_ABSOLUTE = re.compile(r"\d{10,13}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_LENGTH = re.compile(r"(\d{1,15})(ms|s|m|h|d)")
_MS: Final = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_MINUTES: Final = {"ms": 1 / 60_000, "s": 1 / 60, "m": 1, "h": 60, "d": 1440, "w": 10_080}


def is_time(text: str) -> bool:
    """Whether Grafana can read a text as a time: `now-6h`, `now/d`, a date, milliseconds."""
    return bool(_RELATIVE.fullmatch(text) or _ABSOLUTE.fullmatch(text))


def minutes_from_now(text: object) -> float | None:
    """Minutes before (negative) or after now; None where that is not certain, as with `/d` or months."""
    if not isinstance(text, str) or "/" in text or not _RELATIVE.fullmatch(text):
        return None
    total = 0.0
    for sign, count, unit in _STEP.findall(text):
        if unit not in _MINUTES:
            return None
        total += (1 if sign == "+" else -1) * int(count or 1) * _MINUTES[unit]
    return total


def length_of(text: object) -> int | None:
    """Milliseconds of an interval such as `30s`; None for anything else."""
    match = _LENGTH.fullmatch(text) if isinstance(text, str) else None
    return int(match[1]) * _MS[match[2]] if match else None
