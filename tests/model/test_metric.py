"""Metrics as authors declare them."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge, Histogram

STATUS: Label[str] = Label("status_class", ("2xx", "5xx"))
METHOD: Label[str] = Label("method", ("GET", "POST"))
REQUESTS = Counter("http_requests_total", "Requests.", labels=[STATUS, METHOD])


def test_a_metric_with_a_label_in_brackets_is_a_selector() -> None:
    assert REQUESTS[STATUS("5xx")] == 'http_requests_total{status_class="5xx"}'


def test_a_metric_with_several_labels_in_brackets_is_a_selector() -> None:
    assert REQUESTS[STATUS("5xx"), METHOD("GET")] == 'http_requests_total{status_class="5xx", method="GET"}'


def test_a_metric_in_an_fstring_is_its_name() -> None:
    assert f"rate({REQUESTS}[5m])" == "rate(http_requests_total[5m])"


def test_a_metric_with_one_label_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='metric "up" has label "method" twice'):
        Gauge("up", "Up.", labels=(METHOD, Label[str]("method")))


@pytest.mark.parametrize(("buckets", "count"), [((0.1, 1, 10), 4), ((), 15)])
def test_a_histogram_counts_the_bucket_without_a_bound(buckets: tuple[float, ...], count: int) -> None:
    assert Histogram("h", "H.", buckets=buckets).bucket_count == count
