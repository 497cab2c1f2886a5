"""Time zones: their form, and names that are nearly one of the tz database.

Which names that has depends on the machine, so one that it lacks is no fault in itself: Grafana's may have it.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_AREAS = (
    "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US"
)
_SINGLE = (
    "UTC|Local|CET|CST6CDT|Cuba|EET|EST|EST5EDT|Egypt|Eire|GB|GB-Eire|GMT|Greenwich|HST|Hongkong|Iceland|Iran|Israel|Jamaica|"
    "Japan|Kwajalein|Libya|MET|MST|MST7MDT|NZ|NZ-CHAT|Navajo|PRC|PST8PDT|Poland|Portugal|ROC|ROK|Singapore|Turkey|UCT|"
    "Universal|W-SU|WET|Zulu"
)
"""The names of the tz database that have no area, and Go's name for the server's own zone."""
_FORM = re.compile(rf"(?:{_AREAS})(?:/[A-Za-z0-9_+-]+)+|{_SINGLE}", re.ASCII)


_NEAR = 0.85
"""How like a known name a misspelt one is: 1 is the same."""


def check_time_zone(owner: str, given: object) -> None:
    """Raise ValueError for a text that cannot be a time zone's name; other types are the type check's business."""
    if not isinstance(given, str):
        return
    if _FORM.fullmatch(given) is None:
        raise ValueError(f'{owner}: "{given}" is not a time zone such as "Asia/Seoul", "UTC" or "Local"')
    if meant := _meant(given):
        raise ValueError(f'{owner}: there is no time zone "{given}": did you mean "{meant}"?')


def _meant(given: str) -> str:
    """The name that was probably meant; empty for one that is known, or like none."""
    if given == "Local":
        return ""
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return next(iter(get_close_matches(given, sorted(available_timezones()), n=1, cutoff=_NEAR)), "")
    return ""
