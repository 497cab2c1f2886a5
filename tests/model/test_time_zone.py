"""The form of time zones, and their names."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.mute_timing import MuteTiming


@pytest.mark.parametrize(
    "zone", ["UTC", "Local", "Asia/Seoul", "America/Argentina/Ushuaia", "Etc/GMT+9", "Japan", "NZ-CHAT"]
)
def test_names_of_the_tz_database_are_taken(zone: str) -> None:
    assert MuteTiming("x", ("22:00", "07:00"), zone).timezone == zone


@pytest.mark.parametrize("zone", ["Seoul", "KST", "asia/seoul", "Asia", "Asia/", "+09:00", "", "Korea/Seoul", "utc"])
def test_what_is_no_time_zone_is_refused_with_an_example(zone: str) -> None:
    with pytest.raises(ValueError, match=r'^mute timing "x": ".*" is not a time zone such as "Asia/Seoul"'):
        MuteTiming("x", ("22:00", "07:00"), timezone=zone)


@pytest.mark.parametrize(
    ("zone", "meant"), [("Asia/Soul", "Asia/Seoul"), ("Europe/Berlinn", "Europe/Berlin"), ("Asia/Seou", "Asia/Seoul")]
)
def test_a_misspelt_one_is_refused_with_the_name_that_was_meant(zone: str, meant: str) -> None:
    with pytest.raises(ValueError, match=f'no time zone "{zone}": did you mean "{meant}"'):
        MuteTiming("x", ("22:00", "07:00"), timezone=zone)


def test_one_that_this_machine_does_not_have_and_that_is_like_no_other_may_be_the_servers() -> None:
    assert MuteTiming("x", ("22:00", "07:00"), "Antarctica/New_Amundsen_Station_2").timezone.startswith("Antarctica")
