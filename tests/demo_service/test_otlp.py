"""What the demo service sends by OTLP: the catalogue's metrics, one trace of ten, every log line, in batches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from math import sqrt
from pathlib import Path

import pytest

from glimpse_gitops.demo_service.otlp import SAMPLED, Otlp
from glimpse_gitops.demo_service.service import Service
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.model.datasource import Loki

from ..probe.fake_program import FakeProgram, running
from .otlp_receiver import Receiver, attributes, receiving

EVENING = datetime(2026, 11, 23, 22, tzinfo=UTC)
UNITS = {"s": "seconds", "By": "bytes", "%": "percent"}
"""Unit → the word that a collector puts into the name."""
Sent = tuple[Receiver, Service, int]


@pytest.fixture(scope="module")
def sent() -> Iterator[Sent]:
    """Some two thousand requests, sent to the end."""
    said: list[str] = []
    with receiving() as receiver:
        otlp = Otlp(receiver.url, said.append)
        service = otlp.service(seed=1)
        count = 0
        while count < 2_000:
            count += service.advance(10, EVENING)
        otlp.close()
        assert not said
        yield receiver, service, count


def test_a_collector_gets_the_catalogues_metrics_with_its_labels_units_and_buckets(sent: Sent) -> None:
    receiver = sent[0]
    catalogue = load_project(Path(__file__).parents[2]).catalogue
    declared = {metric.name: metric for metric in catalogue.metrics}
    assert sorted(metric.name for metric in receiver.metrics) == sorted(declared)
    for metric in receiver.metrics:
        kind = metric.WhichOneof("data")
        points = getattr(metric, kind).data_points
        wanted = declared[metric.name]
        assert {"counter": "sum", "gauge": "gauge", "histogram": "histogram"}[wanted.type] == kind
        assert {name for point in points for name in attributes(point)} == {label.name for label in wanted.labels}
        if metric.unit.startswith("{"):
            assert not set(UNITS.values()) & set(metric.name.split("_"))
        else:
            assert UNITS[metric.unit] in metric.name.split("_")
        if kind == "sum":
            assert metric.sum.is_monotonic and metric.name.endswith("_total")
        if buckets := getattr(wanted, "buckets", None):
            assert all(tuple(point.explicit_bounds) == tuple(buckets) for point in points)


def test_what_is_sent_is_what_the_service_shows(sent: Sent) -> None:
    receiver, service, count = sent
    metrics = {metric.name: metric for metric in receiver.metrics}
    assert sum(point.as_int for point in metrics["http_requests_total"].sum.data_points) == count
    assert sum(point.count for point in metrics["http_request_duration_seconds"].histogram.data_points) == count
    for point in metrics["nodejs_memory_usage_bytes"].gauge.data_points:
        shown = service.instruments.registry.get_sample_value("nodejs_memory_usage_bytes", attributes(point))
        assert point.as_double == shown
    likes = service.instruments.registry.get_sample_value("likes_total")
    assert metrics["likes_total"].sum.data_points[0].as_int == likes


def test_everything_says_which_service_and_which_instance_it_comes_from(sent: Sent) -> None:
    assert {(one["service.name"], one["service.instance.id"]) for one in sent[0].resources} == {
        ("glimpse-server", "demo-1")
    }


def test_one_trace_of_ten_is_kept_and_a_trace_is_kept_whole(sent: Sent) -> None:
    receiver, _, count = sent
    roots = {span.span_id: span.trace_id for span in receiver.spans if not span.parent_span_id}
    below = [span for span in receiver.spans if span.parent_span_id]
    deviation = sqrt(count * SAMPLED * (1 - SAMPLED))
    assert abs(len(roots) - count * SAMPLED) < 6 * deviation
    assert len(below) == len(roots)
    assert all(roots[span.parent_span_id] == span.trace_id for span in below)


def test_spans_and_lines_go_in_batches(sent: Sent) -> None:
    receiver = sent[0]
    assert len(receiver.spans) > 20 * len(receiver.requests["/v1/traces"])
    assert len(receiver.lines) > 20 * len(receiver.requests["/v1/logs"])


def test_every_request_has_a_line_in_which_lokis_derived_field_finds_its_trace(sent: Sent) -> None:
    receiver, _, count = sent
    assert len(receiver.lines) == count
    pattern = re.compile(Loki("loki").trace_id_pattern)
    found = {match[1] for line in receiver.lines if (match := pattern.search(line))}
    assert found == {json.loads(line)["trace_id"] for line in receiver.lines}
    assert {span.trace_id.hex() for span in receiver.spans} <= found


def test_durations_have_exemplars_of_traces_that_were_kept(sent: Sent) -> None:
    receiver = sent[0]
    duration = next(one for one in receiver.metrics if one.name == "http_request_duration_seconds")
    exemplars = {one.trace_id for point in duration.histogram.data_points for one in point.exemplars}
    assert exemplars
    assert exemplars <= {span.trace_id for span in receiver.spans}


def test_a_collector_that_takes_nothing_is_told_once_in_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    with running(FakeProgram({})) as deaf:
        otlp = Otlp(deaf.url, said.append)
        otlp.service(seed=1).advance(1, EVENING)
        otlp.close()
    assert said == [f"{deaf.url} does not take what is sent by OTLP: is a collector running there?"]
    assert capfd.readouterr().err == ""
