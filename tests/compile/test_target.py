"""Which Grafana gets which JSON."""

from __future__ import annotations

import pytest

from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12, Target, target_for


@pytest.mark.parametrize(
    ("version", "target"),
    [((11, 6), GRAFANA_11), ((11, 9), GRAFANA_11), ((12, 0), GRAFANA_12), ((12, 4), GRAFANA_12), ((13, 0), GRAFANA_12)],
)
def test_a_server_gets_what_its_version_knows(version: tuple[int, int], target: Target) -> None:
    assert target_for(version) is target
