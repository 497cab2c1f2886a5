"""Durations as the server reads and writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.sandbox.answer import RefusalError
from glimpse_gitops.sandbox.durations import canonical, go_duration, read_duration, write_duration


@pytest.mark.parametrize(
    ("text", "written"),
    [("5m", "5m"), ("90s", "1m30s"), ("1d", "1d"), ("7d", "1w"), ("8d", "8d"), ("0", "0s"), ("365d", "1y")],
)
def test_a_duration_comes_back_in_its_shortest_form(text: str, written: str) -> None:
    assert canonical(text) == written


@pytest.mark.parametrize("text", ["", "5", "m", "1m1h", "-5m", "1.5h", "٣m", 5, None, "9" * 5000 + "y"])
def test_what_is_no_duration_is_refused(text: object) -> None:
    with pytest.raises(RefusalError):
        read_duration(text)


@given(st.integers(min_value=0, max_value=10**12))
def test_every_duration_survives_writing_and_reading(milliseconds: int) -> None:
    assert read_duration(write_duration(milliseconds)) == milliseconds


@pytest.mark.parametrize(("seconds", "text"), [(9, "9s"), (600, "10m0s"), (3605, "1h0m5s"), (-10, "-10s")])
def test_durations_in_messages_are_gos(seconds: int, text: str) -> None:
    assert go_duration(seconds) == text
