"""What a server has is found out cheaply, and never by a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from glimpse_gitops.errors import RefusedError
from glimpse_gitops.model.catalogue_lock import VALUES_LIMIT, ServerMetric
from glimpse_gitops.prometheus import inventory
from glimpse_gitops.prometheus.index import Index
from glimpse_gitops.prometheus.inventory import read_metrics, type_of

from .fake_prometheus import FakePrometheus, metric

REQUESTS = metric(
    "requests_total", {"job": "a", "code": "200"}, {"job": "a", "code": "500"}, {"job": "b", "code": "200", "pod": "x"}
)


def read(fake: FakePrometheus, *names: str) -> list[ServerMetric]:
    def ask(path: str, params: Mapping[str, str]) -> Any:
        status, body = fake.answer(f"/{path}", dict(params))
        if status == 404:
            raise RefusedError("not there", status=404)
        return body

    return read_metrics(Index(ask, "http://prometheus", 1_000), names)


def test_series_labels_and_values_are_counted() -> None:
    (found,) = read(FakePrometheus(REQUESTS, types={"requests_total": "counter"}), "requests_total")
    assert found == ServerMetric(
        "requests_total",
        "counter",
        3,
        {"job": 2, "code": 2, "pod": 1},
        frozenset({"pod"}),
        {"job": ("a", "b"), "code": ("200", "500"), "pod": ("x",)},
    )


def test_a_metric_that_is_not_there_has_nothing() -> None:
    assert read(FakePrometheus(REQUESTS), "gone") == [ServerMetric("gone", series=0)]


def test_a_small_metric_takes_one_request_and_no_query() -> None:
    fake = FakePrometheus(REQUESTS)
    read(fake, "requests_total")
    assert fake.paths() == ["/api/v1/status/tsdb", "/api/v1/metadata", "/api/v1/series"]
    assert fake.asked[-1][1] == {"match[]": '{__name__="requests_total"}', "start": "1000", "limit": "20001"}


@pytest.mark.parametrize("listed", [1, 10_000])
def test_the_series_of_a_large_metric_are_never_listed(monkeypatch: pytest.MonkeyPatch, listed: int) -> None:
    monkeypatch.setattr(inventory, "SERIES_LIMIT", 2)
    fake = FakePrometheus({**REQUESTS, **metric("up", {"job": "a"})}, listed=listed, limits=False)
    (found,) = read(fake, "requests_total")
    assert "/api/v1/series" not in fake.paths()
    assert (found.series, found.labels) == (3, {"job": 2, "code": 2, "pod": 1})
    assert found.sometimes == frozenset(found.labels)


def test_where_the_server_does_not_count_series_they_are_not_listed() -> None:
    fake = FakePrometheus(REQUESTS, head=False)
    (found,) = read(fake, "requests_total")
    assert "/api/v1/series" not in fake.paths()
    assert (found.series, found.labels["code"]) == (None, 2)


def test_a_metric_behind_the_largest_is_as_small_as_the_smallest_of_them() -> None:
    fake = FakePrometheus({**REQUESTS, **metric("up", {"job": "a"})}, listed=1)
    (found,) = read(fake, "up")
    assert found.series == 1


@pytest.mark.parametrize("limits", [True, False])
def test_a_label_with_too_many_values_is_not_counted(limits: bool) -> None:
    series = [{"id": str(number), "job": "a"} for number in range(VALUES_LIMIT + 1)]
    (found,) = read(FakePrometheus(metric("m", *series), limits=limits, head=False), "m")
    assert found.labels == {"id": None, "job": 1}
    assert list(found.values) == ["job"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("wait_bucket", "bucket"), ("wait_count", "counter"), ("wait", "histogram")),
        *(("gc_sum", "counter"), ("gc", "summary"), ("hits_total", "counter"), ("load", "gauge")),
        *(("other", "unknown"), ("odd", "unknown"), ("load_bucket", "unknown")),
    ],
)
def test_the_type_of_a_series_follows_from_its_family(name: str, kind: str) -> None:
    types = {"wait": "histogram", "gc": "summary", "hits": "counter", "load": "gauge", "odd": "stateset"}
    assert type_of(name, types) == kind
