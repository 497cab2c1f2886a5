"""`doctor` on a real Prometheus that scrapes the demo service, with faults planted in its configuration."""

from __future__ import annotations

import shutil
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from glimpse_gitops.demo_service.server import DemoService
from glimpse_gitops.demo_service.service import Service
from glimpse_gitops.model.diagnosis import Verdict
from glimpse_gitops.prometheus.connect import Account, connect
from glimpse_gitops.prometheus.local import local_prometheus
from glimpse_gitops.prometheus.status import read_targets
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.doctor import doctor
from glimpse_gitops.workflow.doctor_addresses import Named

from .whole_stack import free_port

ROOT = Path(__file__).parents[2]
EVENING = datetime(2026, 11, 23, 22, tzinfo=UTC)
PATIENCE = 60.0
"""Seconds until both targets must have been scraped."""


def wait_for_scrapes(url: str) -> None:
    """Until both targets were scraped once, well or badly: Prometheus takes some seconds to find them."""
    end = time.monotonic() + PATIENCE
    with connect(url, Account()) as ask:
        while {target.health for target in read_targets(ask)} != {"up", "down"}:
            assert time.monotonic() < end
            threading.Event().wait(0.1)


@pytest.mark.skipif(shutil.which("prometheus") is None, reason="needs the program prometheus")
def test_each_fault_of_a_real_prometheus_is_named_and_what_is_in_order_is_not() -> None:
    service = Service(seed=1)
    service.advance(60, EVENING)
    dead = f"127.0.0.1:{free_port()}"
    rules = yaml.safe_load((ROOT / "alerts" / "app.yml").read_text(encoding="utf-8"))
    lost = rules["groups"][0]["rules"].pop(0)["alert"]
    with DemoService(service=service) as server:
        config = {
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
            "rule_files": ["rules.yml"],
            "scrape_configs": [
                {"job_name": "glimpse-server", "static_configs": [{"targets": [server.url.removeprefix("http://")]}]},
                {"job_name": "dead", "static_configs": [{"targets": [dead]}]},
            ],
        }
        files = {"prometheus.yml": yaml.safe_dump(config), "rules.yml": yaml.safe_dump(rules)}
        with local_prometheus(files) as url:
            wait_for_scrapes(url)
            found = {one.check: one for one in doctor(ROOT, Named(Connection("", {}), {"prometheus": url}))}
    problems = {name: [problem.message for problem in one.problems] for name, one in found.items()}
    assert problems["prometheus-rules"] == [f"rule {lost} of group {rules['groups'][0]['name']} is not loaded"]
    assert problems["prometheus-retention"] == [
        "retention of Prometheus is too short: it keeps 15 days, declared are 30 days"
    ]
    (scrape,) = problems["targets"]
    assert scrape.startswith(f"scraping dead at http://{dead}/metrics fails:")
    assert "connection refused" in scrape
    assert found["scrape-interval"].verdict is Verdict.WARNING
    for name in ("prometheus", "metrics", "labels", "label-sizes", "histogram-buckets", "cardinality"):
        assert found[name].verdict is Verdict.OK, problems[name]
