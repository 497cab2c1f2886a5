"""What is declared holds, and the lock fills in what is not."""

from __future__ import annotations

import math
from typing import Any

from glimpse_gitops.model.catalogue import Catalogue, EmptyCatalogue
from glimpse_gitops.model.catalogue_lock import CatalogueLock, ServerMetric
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter
from glimpse_gitops.promql.locked import world_with_lock
from glimpse_gitops.promql.world import NAME, Known


def locked(*metrics: ServerMetric, **intervals: str) -> CatalogueLock:
    return CatalogueLock({metric.name: metric for metric in metrics}, intervals)


def declared(*labels: Label[Any]) -> Known:
    """The metric `m`, declared with these labels; the server has 7 values of `a` and one of `b`, on some series."""
    metric = ServerMetric("m", "gauge", 9, {"a": 7, "b": 1}, frozenset({"b"}))
    return world_with_lock(Catalogue([Counter("m", "", labels=labels)]), locked(metric)).known["m"]


def test_a_declared_bound_wins() -> None:
    known = declared(Label[str]("a", at_most=3))
    assert (known.domains["a"], known.series, known.type) == (3, 3, "counter")
    assert "b" not in known.labels


def test_a_label_without_a_bound_gets_that_of_the_server() -> None:
    assert declared(Label[str]("a")).domains["a"] == 7
    assert declared(Label[str]("a"), Label[str]("b")).series == 14


def test_a_label_that_is_declared_as_unbounded_stays_so() -> None:
    assert declared(Label[str]("a", unbounded=True)).domains["a"] == math.inf


def test_a_metric_that_only_the_server_knows_has_its_labels_and_numbers() -> None:
    metric = ServerMetric("n", "counter", 12, {"job": 2, "pod": 5, "id": None}, frozenset({"pod"}))
    known = world_with_lock(EmptyCatalogue(), locked(metric)).known["n"]
    assert known.must == {NAME, "job", "id"}
    assert known.domains == {NAME: 1, "job": 2, "pod": 6, "id": math.inf}
    assert (known.series, known.interval.low, known.open) == (12, 0, False)


def test_the_product_of_labels_limits_the_series_where_their_number_is_not_told() -> None:
    metric = ServerMetric("n", labels={"job": 2, "pod": 5})
    assert world_with_lock(EmptyCatalogue(), locked(metric)).known["n"].series == 10


def test_up_keeps_its_values_and_gets_labels_and_a_number() -> None:
    known = world_with_lock(
        EmptyCatalogue(), locked(ServerMetric("up", "unknown", 4, {"job": 2, "instance": 3}))
    ).known["up"]
    assert (known.series, known.interval.high, known.open) == (4, 1, False)


def test_a_metric_that_is_not_locked_stays_unknown() -> None:
    assert "other" not in world_with_lock(EmptyCatalogue(), locked(ServerMetric("n", series=1))).known


def test_the_shortest_scrape_interval_counts_where_nothing_is_declared() -> None:
    lock = locked(app="30s", node="15s")
    assert world_with_lock(EmptyCatalogue(), lock).scrape_interval == 15
    assert world_with_lock(Catalogue([Counter("m", "")], scrape_interval="1m"), lock).scrape_interval == 60
