"""The pytest fixture that users test their own repository with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.testing import SandboxedGrafana

ROOT = Path(__file__).parents[2]
Start = Callable[..., SandboxedGrafana]


@pytest.mark.parametrize("version", ["12.4", "12.4-sql", "11.6"])
def test_the_monitoring_of_glimpse_lands_and_stays(grafana_sandbox: Start, version: str) -> None:
    grafana = grafana_sandbox(version=version)
    assert {one.outcome for one in grafana.apply(ROOT).results} == {Outcome.DONE}
    assert grafana.plan(ROOT).is_empty
    assert grafana.apply(ROOT).writes == 0


def test_two_sandboxes_of_one_test_do_not_know_each_other(grafana_sandbox: Start) -> None:
    first, second = grafana_sandbox(), grafana_sandbox()
    first.apply(ROOT)
    assert not second.plan(ROOT).unchanged


def test_a_users_own_test_suite_finds_the_fixture(pytester: pytest.Pytester) -> None:
    pytester.makeconftest('pytest_plugins = ["glimpse_gitops.testing"]')
    pytester.makepyfile("def test_it(grafana_sandbox):\n    assert grafana_sandbox().server.url.startswith('http')\n")
    pytester.runpytest_subprocess("-q").assert_outcomes(passed=1)
