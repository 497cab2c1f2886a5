"""Mute and active timings at given instants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from glimpse_gitops.routing.destinations import routes_for
from glimpse_gitops.routing.times import contains, is_muted
from glimpse_gitops.routing.tree import tree_of


def at(text: str) -> datetime:
    """An instant in UTC: 2026-11-23 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NIGHT = {"times": [{"start_time": "22:00", "end_time": "24:00"}, {"start_time": "00:00", "end_time": "07:00"}]}


@pytest.mark.parametrize(
    ("interval", "instant", "inside"),
    [
        ({}, "2026-11-23 12:00", True),
        (NIGHT, "2026-11-23 21:59", False),
        (NIGHT, "2026-11-23 22:00", True),
        (NIGHT, "2026-11-23 23:59", True),
        (NIGHT, "2026-11-23 06:59", True),
        (NIGHT, "2026-11-23 07:00", False),
        (NIGHT | {"location": "Asia/Seoul"}, "2026-11-23 13:00", True),
        (NIGHT | {"location": "Asia/Seoul"}, "2026-11-23 22:00", False),
        (NIGHT | {"location": "Europe/Berlin"}, "2026-07-01 20:00", True),
        (NIGHT | {"location": "Europe/Berlin"}, "2026-12-01 20:00", False),
        ({"weekdays": ["monday:friday"]}, "2026-11-23 12:00", True),
        ({"weekdays": ["monday:friday"]}, "2026-11-22 12:00", False),
        ({"weekdays": ["sunday:monday"]}, "2026-11-22 12:00", True),
        ({"weekdays": ["saturday", "Monday"]}, "2026-11-23 12:00", True),
        ({"weekdays": ["monday"], "location": "Asia/Seoul"}, "2026-11-22 15:00", True),
        ({"days_of_month": ["1:5"]}, "2026-11-05 12:00", True),
        ({"days_of_month": ["1:5"]}, "2026-11-06 12:00", False),
        ({"days_of_month": ["-3:-1"]}, "2026-11-28 12:00", True),
        ({"days_of_month": ["-3:-1"]}, "2026-11-27 12:00", False),
        ({"days_of_month": ["-1"]}, "2028-02-29 12:00", True),
        ({"days_of_month": ["15:-1"]}, "2026-02-28 12:00", True),
        ({"days_of_month": ["31"]}, "2026-11-30 12:00", False),
        ({"days_of_month": ["28:31"]}, "2026-11-30 12:00", True),
        ({"days_of_month": ["-31:-30"]}, "2026-02-01 12:00", False),
        ({"days_of_month": ["-1"], "location": "Europe/Berlin"}, "2026-03-30 12:00", True),
        ({"days_of_month": ["1:31"], "location": "Europe/Berlin"}, "2026-03-31 12:00", False),
        ({"days_of_month": ["-1"], "location": "Europe/Berlin"}, "2026-10-31 12:00", True),
        ({"days_of_month": ["-1"]}, "2026-12-31 12:00", True),
        ({"months": ["january:march"]}, "2026-03-31 12:00", True),
        ({"months": ["1:3", "11"]}, "2026-11-23 12:00", True),
        ({"months": ["january:march"]}, "2026-04-01 12:00", False),
        ({"years": ["2026:2027"]}, "2027-12-31 23:59", True),
        ({"years": ["2026"]}, "2027-01-01 00:00", False),
        ({"years": ["2026"], "location": "Asia/Seoul"}, "2026-12-31 15:00", False),
        ({"weekdays": ["monday"], "months": ["december"]}, "2026-11-23 12:00", False),
    ],
)
def test_an_interval_contains_an_instant_where_all_its_parts_do(
    interval: Mapping[str, Any], instant: str, inside: bool
) -> None:
    assert contains(interval, at(instant)) is inside


@pytest.mark.parametrize("location", ["Local", "Atlantis/Poseidonis", "../etc/passwd"])
def test_a_place_whose_time_is_not_known_is_said_so(location: str) -> None:
    assert contains({"location": location, "years": ["1999"]}, at("2026-11-23 12:00")) is None


TIMINGS: Mapping[str, Any] = {
    "nights": {"time_intervals": [NIGHT]},
    "workdays": {"time_intervals": [{"weekdays": ["monday:friday"]}]},
    "never": {"time_intervals": []},
    "somewhere": {"time_intervals": [{"location": "Local"}]},
}


def muted(instant: str, **keys: Any) -> bool | None:
    (destination,) = routes_for(tree_of({"receiver": "r", "routes": [keys]}), {}) or ()
    return is_muted(destination, TIMINGS, at(instant))


@pytest.mark.parametrize(
    ("keys", "instant", "expected"),
    [
        ({}, "2026-11-23 23:00", False),
        ({"mute_time_intervals": ["nights"]}, "2026-11-23 23:00", True),
        ({"mute_time_intervals": ["nights"]}, "2026-11-23 12:00", False),
        ({"mute_time_intervals": ["never", "nights"]}, "2026-11-23 23:00", True),
        ({"active_time_intervals": ["workdays"]}, "2026-11-23 23:00", False),
        ({"active_time_intervals": ["workdays"]}, "2026-11-22 12:00", True),
        ({"active_time_intervals": ["workdays", "nights"]}, "2026-11-22 23:00", False),
        ({"active_time_intervals": ["workdays"], "mute_time_intervals": ["nights"]}, "2026-11-23 23:00", True),
        ({"mute_time_intervals": ["missing"]}, "2026-11-23 23:00", None),
        ({"active_time_intervals": ["somewhere"]}, "2026-11-23 23:00", None),
        ({"mute_time_intervals": ["missing", "nights"]}, "2026-11-23 23:00", True),
        ({"active_time_intervals": ["missing"], "mute_time_intervals": ["nights"]}, "2026-11-23 23:00", True),
    ],
)
def test_a_notification_is_held_back(keys: Mapping[str, Any], instant: str, expected: bool | None) -> None:
    assert muted(instant, **keys) is expected
