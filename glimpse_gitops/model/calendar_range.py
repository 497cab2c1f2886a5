"""Days and months of mute timings: one, or a range with a colon, as Alertmanager reads them."""

from __future__ import annotations

import re

WEEKDAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = re.compile(r"-?(?:[1-9]|[12]\d|3[01])", re.ASCII)
_YEAR = re.compile(r"\d{1,4}", re.ASCII)
_LONGEST_MONTH = 31


def check_weekdays(owner: str, given: str) -> None:
    """Raise ValueError for what is neither a day (`monday`) nor a range (`monday:friday`)."""
    _check_order(owner, given, [_position(one, WEEKDAYS) for one in _ends(given)], "monday:friday")


def check_months(owner: str, given: str) -> None:
    """Raise ValueError for what is neither a month (`may`, `5`) nor a range (`january:march`)."""
    numbers = {str(number): number - 1 for number in range(1, len(MONTHS) + 1)}
    positions = [numbers.get(one, _position(one, MONTHS)) for one in _ends(given)]
    _check_order(owner, given, positions, "january:march")


def check_days_of_month(owner: str, given: str) -> None:
    """Raise ValueError for what is neither a day (`1`, `-1` for the last one) nor a range (`1:5`, `-3:-1`)."""
    days = [int(one) if _DAY.fullmatch(one) else None for one in _ends(given)]
    if days[0] is not None and days[0] < 0 and days[-1] is not None and days[-1] > 0:
        raise ValueError(f'{owner}: "{given}" starts at the end of a month: write it as two ranges')
    counted = [day if day is None or day > 0 else _LONGEST_MONTH + 1 + day for day in days]
    _check_order(owner, given, counted, "1:5")


def check_years(owner: str, given: str) -> None:
    """Raise ValueError for what is neither a year (`2026`) nor a range (`2026:2027`)."""
    years = [int(one) if _YEAR.fullmatch(one) else None for one in _ends(given)]
    _check_order(owner, given, years, "2026:2027")


def _ends(given: object) -> list[str]:
    return [one.strip() for one in str(given).lower().split(":")]


def _position(name: str, names: tuple[str, ...]) -> int | None:
    return names.index(name) if name in names else None


def _check_order(owner: str, given: str, positions: list[int | None], example: str) -> None:
    known = [one for one in positions if one is not None]
    if not isinstance(given, str) or len(known) != len(positions) or len(positions) > len(("start", "end")):
        alone = example.partition(":")[0]
        raise ValueError(f'{owner}: "{given}" is not written like "{alone}" or "{example}"')
    if known[0] > known[-1]:
        week = ", and Grafana's week starts on sunday" if example.startswith("monday") else ""
        raise ValueError(f'{owner}: "{given}" ends before it starts{week}: write it as two')
