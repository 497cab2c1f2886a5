"""The line that says what takes so long."""

from __future__ import annotations

import sys

import pytest

from glimpse_gitops.cli import progress_line
from glimpse_gitops.cli.progress_line import ProgressLine


class Clock:
    """A clock that the test sets."""

    now = 100.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("glimpse_gitops.cli.progress_line.time.monotonic", lambda: clock.now)
    return clock


def test_short_work_shows_nothing(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    line = ProgressLine()
    clock.now += 0.4
    line.show("reading dashboards")
    line.show("")
    assert tuple(capsys.readouterr()) == ("", "")


def test_long_work_says_what_goes_on_and_leaves_nothing_behind(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ProgressLine()
    clock.now += 0.6
    line.show("reading dashboards: 1 of 9")
    line.show("reading dashboards: 2 of 9")
    line.show("")
    assert tuple(capsys.readouterr()) == ("", "\rreading dashboards: 1 of 9\r"), "colours are for terminals"


def test_there_is_none_in_ci_when_quiet_and_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert progress_line.progress_line() is not None
    assert progress_line.progress_line(quiet=True) is None
    monkeypatch.setenv("CI", "true")
    assert progress_line.progress_line() is None
    monkeypatch.delenv("CI")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert progress_line.progress_line() is None
