"""Prometheus durations (`5m`, `1h30m`, `500ms`) as milliseconds, and back."""

from __future__ import annotations

import re

_UNITS = (("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000))
_FORM = re.compile("".join(rf"(?:(\d+){unit})?" for unit in ["y", "w", "d", "h", "m", "s", "ms"]), re.ASCII)
_LONGEST = (2**63 - 1) // 1_000_000
"""Go keeps durations as 64-bit nanoseconds."""


def parse_duration(text: str) -> int:
    """`1h30m` → 5,400,000 (milliseconds); `0` is allowed.

    Raises ValueError for anything that Prometheus' own `model.ParseDuration` refuses, in its order of units.
    """
    if not isinstance(text, str):
        raise ValueError(f'{text!r} is not a duration such as "30s", "5m" or "1h30m"')
    if text == "0":
        return 0
    match = _FORM.fullmatch(text)
    if not text or match is None:
        raise ValueError(f'"{text}" is not a duration such as "30s", "5m" or "1h30m"')
    scales = [scale for _, scale in _UNITS] + [1]
    total = sum(int(amount) * scale for amount, scale in zip(match.groups(), scales, strict=True) if amount)
    if total > _LONGEST:
        raise ValueError(f'"{text}" is longer than Prometheus can hold (292 years)')
    return total


def format_duration(milliseconds: int) -> str:
    """5,400,000 → `1h30m`, the spelling that Prometheus and Grafana print.

    Weeks and years only where nothing is left over, as `model.Duration.String` does (`7d` → `1w`, `10d` stays `10d`).
    """
    if milliseconds == 0:
        return "0s"
    parts = []
    rest = milliseconds
    for unit, scale in _UNITS:
        if unit in "yw" and rest % scale:
            continue
        if amount := rest // scale:
            parts.append(f"{amount}{unit}")
            rest -= amount * scale
    if rest:
        parts.append(f"{rest}ms")
    return "".join(parts)
