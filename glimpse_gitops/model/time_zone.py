"""The form of time zones: the names of the tz database, which depends on the machine, are not looked up."""

from __future__ import annotations

import re

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


def check_time_zone(owner: str, given: object) -> None:
    """Raise ValueError for a text that cannot be the name of a time zone; other types are the type check's business."""
    if isinstance(given, str) and _FORM.fullmatch(given) is None:
        raise ValueError(f'{owner}: "{given}" is not a time zone such as "Asia/Seoul", "UTC" or "Local"')
