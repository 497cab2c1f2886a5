"""Prometheus durations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.duration import format_duration, parse_duration

LONGEST = 9_223_372_036_854
"""2^63 nanoseconds in whole milliseconds: what Go's durations hold."""


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("0", 0),
        ("0s", 0),
        ("500ms", 500),
        ("30s", 30_000),
        ("5m", 300_000),
        ("90m", 5_400_000),
        ("1h30m", 5_400_000),
        ("1d", 86_400_000),
        ("1w", 604_800_000),
        ("1y", 31_536_000_000),
        ("1y2w3d4h5m6s7ms", 33_019_506_007),
        ("010s", 10_000),
        ("292y", 9_208_512_000_000),
    ],
)
def test_a_duration_is_read_as_prometheus_reads_it(text: str, milliseconds: int) -> None:
    assert parse_duration(text) == milliseconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "m",
        "m5",
        "1.5h",
        "-5m",
        "+5m",
        "5M",
        " 5m",
        "5m ",
        "5m\n",
        "1h 30m",
        "30m1h",
        "5m5m",
        "5min",
        "٣m",
        "00",
    ],
)
def test_what_prometheus_refuses_as_a_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


def test_a_duration_that_go_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match='"300y" is longer than'):
        parse_duration("300y")


def test_a_number_in_place_of_a_duration_is_refused_in_words_of_the_user() -> None:
    with pytest.raises(ValueError, match="30 is not a duration such as"):
        parse_duration(30)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [
        (0, "0s"),
        (1, "1ms"),
        (1_000, "1s"),
        (5_400_000, "1h30m"),
        (129_600_000, "1d12h"),
        (604_800_000, "1w"),
        (864_000_000, "10d"),
        (31_536_000_000, "1y"),
        (31_622_400_000, "366d"),
    ],
)
def test_a_duration_is_written_as_prometheus_writes_it(milliseconds: int, text: str) -> None:
    assert format_duration(milliseconds) == text


@given(st.integers(min_value=0, max_value=LONGEST))
def test_every_duration_that_is_written_reads_as_the_same_duration(milliseconds: int) -> None:
    assert parse_duration(format_duration(milliseconds)) == milliseconds
