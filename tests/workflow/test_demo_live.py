"""The demo service on a real Prometheus: what `make demo-live` shows, thirty times faster."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from glimpse_gitops.demo_service.server import DemoService
from glimpse_gitops.errors import UsageError
from glimpse_gitops.model.query_check import QueryOutcome
from glimpse_gitops.prometheus.local import local_prometheus
from glimpse_gitops.report.live_check_text import live_check_text
from glimpse_gitops.workflow.demo_live import demo_live

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("prometheus") is None, reason="needs the program prometheus")
def test_every_panel_has_data_and_the_alert_goes_to_pending_and_then_to_firing() -> None:
    said: list[str] = []
    with DemoService() as service:
        check = demo_live(ROOT, service.url, service.fail, speed=30, say=said.append)
    table = live_check_text(check)
    assert check.holds, table
    assert [state for state, _ in check.states] == ["pending", "firing"]
    assert not [one for one in check.queries if one.exceeds_bound], table
    assert {one.detail for one in check.queries if one.outcome is QueryOutcome.NOT_RUN} == {"no Loki runs here"}


def test_without_a_prometheus_it_says_how_to_get_one() -> None:
    with pytest.raises(UsageError, match="is not installed") as error, local_prometheus({}, program="prometheus-not"):
        pass
    assert "apt-get install prometheus" in error.value.hint
