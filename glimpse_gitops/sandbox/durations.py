"""Prometheus durations: `1h30m` read to milliseconds, and written the way the server writes them."""

from __future__ import annotations

import re

from .answer import bad_request

_FORM = re.compile(r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?", flags=re.ASCII)
_UNITS = (31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1)
_NAMES = ("y", "w", "d", "h", "m", "s", "ms")
_WHOLE_ONLY = 2
"""Years and weeks are only written where nothing is left over."""
_LONGEST = 2**63 // 1_000_000


def read_duration(text: object) -> int:
    """Milliseconds; anything that is no duration is refused."""
    if text == "0":
        return 0
    match = _FORM.fullmatch(text) if isinstance(text, str) and text else None
    if match is None:
        raise bad_request()
    try:
        total = sum(int(digits or 0) * unit for digits, unit in zip(match.groups(), _UNITS, strict=True))
    except ValueError:
        raise bad_request() from None
    if total > _LONGEST:
        raise bad_request()
    return total


def write_duration(milliseconds: int) -> str:
    if milliseconds == 0:
        return "0s"
    written, left = "", milliseconds
    for place, (unit, name) in enumerate(zip(_UNITS, _NAMES, strict=True)):
        if place < _WHOLE_ONLY and left % unit:
            continue
        count, left = divmod(left, unit)
        if count:
            written += f"{count}{name}"
    return written


def canonical(text: object) -> str:
    return write_duration(read_duration(text))


def go_duration(seconds: int) -> str:
    """As Go prints one in error messages: `10m0s`."""
    if seconds < 0:
        return "-" + go_duration(-seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    if hours:
        return f"{hours}h{minutes}m{rest}s"
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"
