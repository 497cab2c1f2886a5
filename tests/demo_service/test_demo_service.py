"""The demo service: the guide's metrics, and faults by order."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from glimpse_gitops.demo_service.faults import Faults
from glimpse_gitops.demo_service.server import DemoService
from glimpse_gitops.demo_service.service import Answered, Service
from glimpse_gitops.demo_service.traffic import requests_per_second
from glimpse_gitops.files.loader import load_project

ROOT = Path(__file__).parents[2]
EVENING = datetime(2026, 11, 23, 22, tzinfo=UTC)


def sample(service: Service, name: str, **labels: str) -> float:
    """The sum of the samples of one name that have these labels."""
    found = [
        one.value
        for family in service.instruments.registry.collect()
        for one in family.samples
        if one.name == name and labels.items() <= one.labels.items()
    ]
    assert found
    return sum(found)


def test_its_metrics_are_those_of_the_catalogue_with_its_labels_types_and_buckets() -> None:
    service = Service(seed=1)
    service.advance(60, EVENING)
    exposed = generate_latest(service.instruments.registry).decode()
    types = dict(re.findall(r"# TYPE (\S+) (\S+)", exposed))
    labels = {
        name: set(re.findall(r'(\w+)="', "".join(re.findall(rf"^{name}(?:_bucket)?{{(.*)}}", exposed, re.MULTILINE))))
        for name in types
    }
    catalogue = load_project(ROOT).catalogue
    declared = {metric.name: metric for metric in catalogue.metrics}
    made = {name for name in types if not name.endswith("_created")}
    assert made == set(declared)
    for name, metric in declared.items():
        assert types[name] == type(metric).__name__.lower()
        own = {label.name for label in metric.labels}
        assert labels[name] - {"le"} == own
        if buckets := getattr(metric, "buckets", None):
            found = {float(one) for one in re.findall(rf'{name}_bucket{{.*?le="([^"]+)"', exposed)}
            assert found == {*buckets, float("inf")}


def test_the_evening_is_busy_and_the_morning_is_quiet() -> None:
    by_hour = [requests_per_second(EVENING + timedelta(hours=hour)) for hour in range(24)]
    assert max(by_hour) == by_hour[0]
    assert min(by_hour) == by_hour[12] > 0
    assert by_hour[0] > 5 * by_hour[12]


def test_on_a_good_day_next_to_nothing_fails() -> None:
    service = Service(seed=1)
    service.advance(200, EVENING)
    assert sample(service, "http_requests_total", status_class="5xx") < 0.005 * sample(service, "http_requests_total")


def test_errors_come_by_order_and_go_by_order() -> None:
    service = Service(seed=1)
    service.order(Faults(error_ratio=0.5))
    service.advance(60, EVENING)
    failed = sample(service, "http_requests_total", status_class="5xx")
    assert 0.4 < failed / sample(service, "http_requests_total") < 0.6
    service.order(Faults())
    service.advance(10, EVENING)
    assert sample(service, "http_requests_total", status_class="5xx") - failed < 5


def test_memory_grows_by_order_and_is_given_back_with_the_last_fault() -> None:
    service = Service(seed=1)
    service.order(Faults(memory_growth=10_000_000))
    service.advance(100, EVENING)
    assert sample(service, "nodejs_memory_usage_bytes", type="heap_used") > 1_000_000_000
    service.order(Faults())
    service.advance(1, EVENING)
    assert sample(service, "nodejs_memory_usage_bytes", type="heap_used") < 300_000_000


def test_every_request_is_told_to_who_listens() -> None:
    told: list[Answered] = []
    service = Service(seed=1, answered=told.append)
    assert service.advance(1, EVENING) == len(told) > 0


@pytest.fixture
def running() -> Iterator[DemoService]:
    with DemoService() as service:
        yield service


def ask(service: DemoService, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(service.url + path, data=data, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            text = answer.read().decode()
            return answer.status, text if path == "/metrics" else json.loads(text)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def test_metrics_and_health_are_served(running: DemoService) -> None:
    status, text = ask(running, "GET", "/metrics")
    assert status == 200
    assert "http_requests_total{" in text
    assert ask(running, "GET", "/health")[1]["status"] == "ok"
    assert ask(running, "GET", "/elsewhere")[0] == 404


def test_faults_are_ordered_shown_and_taken_back_over_http(running: DemoService) -> None:
    assert ask(running, "POST", "/faults", {"error_ratio": 0.3})[1]["error_ratio"] == 0.3
    assert ask(running, "GET", "/faults")[1]["error_ratio"] == 0.3
    assert ask(running, "DELETE", "/faults")[1]["error_ratio"] == 0


def test_an_error_is_ordered_beside_the_crowd_that_is_there(running: DemoService) -> None:
    running.crowd(10)
    running.fail(0.3)
    assert running.service.faults == Faults(error_ratio=0.3, traffic_factor=10)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "Expecting"),
        ([], "send a JSON object"),
        ({"errors": 1}, '"errors" is no fault; there are error_ratio'),
        ({"error_ratio": 2}, "must be from 0 to 1"),
        ({"error_ratio": "much"}, "must be a number"),
        ({"memory_growth": -1}, "must be a number from 0 on"),
        ({"memory_growth": True}, "must be a number"),
    ],
)
def test_a_wrong_order_changes_nothing_and_says_why(running: DemoService, body: Any, said: str) -> None:
    status, answer = ask(running, "POST", "/faults", body)
    assert (status, said in answer["error"]) == (400, True)
    assert ask(running, "GET", "/faults")[1]["error_ratio"] == 0
