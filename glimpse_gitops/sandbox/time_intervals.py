"""Time intervals of mute timings, checked and put into the form in which the server gives them back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from .answer import bad_request
from .shape import fields, strings
from .store import Document

_CLOCK = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d|24:00)", flags=re.ASCII)
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NUMBER = re.compile(r"-?\d{1,4}", flags=re.ASCII)


def read_intervals(value: Any) -> list[Document]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad_request()
    return [_read_interval(item) for item in value]


def _read_interval(item: Any) -> Document:
    given = fields(item, times=list, location=str)
    interval: Document = {}
    if given["times"]:
        interval["times"] = [_read_times(span) for span in given["times"]]
    readers: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("weekdays", _weekdays),
        ("days_of_month", _days_of_month),
        ("months", _months),
        ("years", _years),
    )
    for key, read in readers:
        ranges = strings(item.get(key))
        if ranges:
            interval[key] = [read(text.lower()) for text in ranges]
    if item.get("location") is not None:
        interval["location"] = given["location"] or "UTC"
        _check_location(interval["location"])
    return interval


def _read_times(span: Any) -> Document:
    given = fields(span, start_time=str, end_time=str)
    start, end = given["start_time"], given["end_time"]
    if not _CLOCK.fullmatch(start) or not _CLOCK.fullmatch(end) or start >= end:
        raise bad_request()
    return given


def _range(text: str, number: Callable[[str], int], low: int, high: int) -> tuple[int, int]:
    first, colon, last = text.partition(":")
    begin = number(first)
    end = number(last) if colon else begin
    if not low <= begin <= high or not low <= end <= high:
        raise bad_request()
    return begin, end


def _digits(text: str) -> int:
    if _NUMBER.fullmatch(text) is None:
        raise bad_request()
    return int(text)


def _joined(begin: str, end: str) -> str:
    return begin if begin == end else f"{begin}:{end}"


def _weekdays(text: str) -> str:
    def number(name: str) -> int:
        if name not in _DAYS:
            raise bad_request()
        return _DAYS.index(name)

    begin, end = _range(text, number, 0, 6)
    if begin > end:
        raise bad_request()
    return _joined(_DAYS[begin], _DAYS[end])


def _days_of_month(text: str) -> str:
    begin, end = _range(text, _digits, -31, 31)
    if begin == 0 or end == 0 or (begin < 0 < end) or (begin * end > 0 and begin > end):
        raise bad_request()
    return _joined(str(begin), str(end))


def _months(text: str) -> str:
    def number(name: str) -> int:
        return _MONTHS.index(name) + 1 if name in _MONTHS else _digits(name)

    begin, end = _range(text, number, 1, 9999)
    if begin > end:
        raise bad_request()
    return _joined(str(begin), str(end))


def _years(text: str) -> str:
    begin, end = _range(text, _digits, -9999, 9999)
    if begin > end:
        raise bad_request()
    return _joined(str(begin), str(end))


def _check_location(name: str) -> None:
    if name == "Local":
        return
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise bad_request() from None
