from __future__ import annotations

from datetime import UTC, datetime

import pytest

from glimpse_gitops.http.retry import RetryPolicy

POLICY = RetryPolicy()
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int) -> None:
    assert POLICY.repeats_status("PUT", status, 1)


@pytest.mark.parametrize("status", [200, 400, 404, 409, 412, 500])
def test_an_answer_that_would_come_again_is_not_asked_for_again(status: int) -> None:
    assert not POLICY.repeats_status("GET", status, 1)


def test_a_post_is_repeated_only_where_the_server_did_nothing() -> None:
    assert POLICY.repeats_status("POST", 429, 1)
    assert not POLICY.repeats_status("POST", 503, 1)
    assert not POLICY.repeats_failure("POST", 1, timed_out=False)


def test_it_gives_up_after_four_requests_and_after_two_that_timed_out() -> None:
    assert [POLICY.repeats_failure("GET", attempt, timed_out=False) for attempt in (1, 2, 3, 4)] == [True] * 3 + [False]
    assert [POLICY.repeats_failure("GET", attempt, timed_out=True) for attempt in (1, 2)] == [True, False]


def test_each_wait_is_twice_as_long_and_jitter_takes_up_to_half_off() -> None:
    assert [POLICY.delay(attempt, 0.0) for attempt in (1, 2, 3)] == [0.3, 0.6, 1.2]
    assert POLICY.delay(1, 1.0) == 0.15


def test_no_wait_is_longer_than_half_a_minute() -> None:
    assert POLICY.delay(20, 0.0) == 30.0
    assert POLICY.delay(1, 0.0, "3600") == 30.0


def test_retry_after_is_obeyed_in_seconds_and_as_a_date() -> None:
    assert POLICY.delay(1, 0.0, "7") == 7.0
    assert POLICY.delay(1, 0.0, "Mon, 23 Nov 2026 12:00:05 GMT", NOON) == 5.0
    assert POLICY.delay(1, 0.0, "Mon, 23 Nov 2026 11:00:00 GMT", NOON) == 0.0


@pytest.mark.parametrize("nonsense", ["soon", "", "-1"])
def test_a_retry_after_that_makes_no_sense_is_ignored(nonsense: str) -> None:
    assert POLICY.delay(1, 0.0, nonsense, NOON) == 0.3


def test_a_date_means_nothing_without_the_servers_clock() -> None:
    assert POLICY.delay(1, 0.0, "Mon, 23 Nov 2026 12:00:05 GMT") == 0.3
