"""The form of time zones."""

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
