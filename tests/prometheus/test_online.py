"""What `lint --online` asks: only the index, no more than it may, and what the answers mean."""

from __future__ import annotations

import time

import pytest

from glimpse_gitops.errors import UnreachableError
from glimpse_gitops.model.online_facts import Asked, OnlineFacts
from glimpse_gitops.prometheus import online
from glimpse_gitops.prometheus.connect import Account, connect
from glimpse_gitops.prometheus.online import gather

from .fake_prometheus import FakePrometheus, metric, serving

ASKED = Asked(("gone", "never", "requests", "up"), {"requests": ("code",), "up": ("job", "missing")})


def fake() -> FakePrometheus:
    there = metric("up", {"job": "a"}, {"job": "b"}) | metric("requests", {"code": "200", "path": "/"})
    return FakePrometheus(
        there | metric("other", {"job": "z"}), {"requests": "counter"}, gone=metric("gone", {"job": "x"})
    )


def facts_of(server: FakePrometheus, asked: Asked = ASKED, most: int = online.MOST) -> OnlineFacts:
    with serving(server), connect(server.url, Account()) as ask:
        return gather(ask, server.url, time.time(), asked, most=most)


def test_what_is_there_what_was_and_what_never_was() -> None:
    facts = facts_of(fake())
    assert facts.lately == {"gone", "requests", "up"}
    assert facts.now == {"requests", "up"}
    assert facts.names == {"gone", "other", "requests", "up"}
    assert facts.version == "2.42.0"
    assert facts.metrics["up"].values == {"job": ("a", "b")}
    assert set(facts.metrics["requests"].labels) == {"code", "path"}
    assert (facts.metrics["requests"].type, facts.metrics["requests"].series) == ("counter", 1)
    assert set(facts.lock.metrics) == {"requests", "up"}
    assert not facts.unasked


def test_no_query_is_sent_and_each_request_has_a_limit_where_there_is_one() -> None:
    server = fake()
    facts = facts_of(server)
    assert facts.requests == len(server.asked)
    assert not [path for path in server.paths() if "query" in path]
    assert all("limit" in params for path, params in server.asked if path.endswith(("/values", "/series", "/tsdb")))


def test_a_server_is_asked_no_more_than_so_often_and_what_was_not_asked_is_told() -> None:
    server = fake()
    names = tuple(f"m{number}" for number in range(40))
    for name in names:
        server.series |= metric(name, {"job": "a"})
    facts = facts_of(server, Asked(names), most=20)
    assert (facts.requests, len(server.asked)) == (20, 20)
    assert len(facts.unasked) == 40 - len(facts.metrics)
    assert 0 < len(facts.metrics) < 20
    assert all(not facts.knows(name) for name in facts.unasked)


def test_of_a_server_with_too_many_names_each_metric_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "NAMES_LIMIT", 2)
    facts = facts_of(fake())
    assert facts.lately == {"gone", "requests", "up"}
    assert facts.now == {"requests", "up"}


def test_a_label_with_too_many_values_has_none_listed() -> None:
    many = FakePrometheus(metric("up", *({"job": str(number)} for number in range(1_001))))
    found = facts_of(many, Asked(("up",), {"up": ("job",)})).metrics["up"]
    assert (found.labels, found.values) == ({"job": None}, {})


def test_the_features_that_are_switched_on_are_known_and_versions_of_others_are_not_taken_for_prometheus() -> None:
    server = fake()
    server.features, server.version = "promql-experimental-functions,native-histograms", "3.5.0"
    facts = facts_of(server)
    assert facts.features == {"promql-experimental-functions", "native-histograms"}
    assert facts.version == "3.5.0"
    server.application = "Grafana Mimir"
    assert facts_of(server).version == ""


def test_what_does_not_tell_of_its_head_leaves_the_number_of_series_open() -> None:
    server = fake()
    server.head = False
    assert facts_of(server).metrics["up"].series is None


def test_what_is_no_prometheus_is_named() -> None:
    server = fake()
    server.status = 503
    with pytest.raises(UnreachableError):
        facts_of(server)
