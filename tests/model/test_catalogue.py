"""The catalogue and the series that Prometheus stores."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.catalogue import Catalogue, EmptyCatalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge, Histogram

JOB = Label[str]("job", at_most=3)
METHOD: Label[str] = Label("method", ("GET", "POST"))


def test_a_counter_is_one_series_that_never_falls_below_zero() -> None:
    series = Catalogue([Counter("c_total", "C.", labels=(METHOD,))], target_labels=(JOB,)).series
    assert list(series) == ["c_total"]
    assert (series["c_total"].type, series["c_total"].minimum) == ("counter", 0)
    assert list(series["c_total"].labels) == ["job", "method"]


def test_a_gauge_keeps_its_limits() -> None:
    series = Catalogue([Gauge("cpu_percent", "CPU.", minimum=0, maximum=100)]).series["cpu_percent"]
    assert (series.type, series.minimum, series.maximum) == ("gauge", 0, 100)


def test_a_histogram_is_stored_as_buckets_sum_and_count() -> None:
    series = Catalogue([Histogram("h_seconds", "H.", "seconds", buckets=(0.25, 1, 10), at_most=2)]).series
    assert {name: one.type for name, one in series.items()} == {
        "h_seconds_bucket": "bucket",
        "h_seconds_sum": "counter",
        "h_seconds_count": "counter",
    }
    assert tuple(series["h_seconds_bucket"].labels["le"].values) == ("0.25", "1.0", "10.0", "+Inf")
    assert [one.at_most for one in series.values()] == [8, 2, 2]
    assert series["h_seconds_sum"].unit == "seconds"
    assert {one.metric for one in series.values()} == {"h_seconds"}


def test_a_histogram_without_declared_bounds_still_has_a_bounded_le() -> None:
    le = Catalogue([Histogram("h_seconds", "H.")]).series["h_seconds_bucket"].labels["le"]
    assert le.bound == 15


def test_a_metric_that_is_declared_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='metric "up" is declared twice'):
        Catalogue([Gauge("up", "Up."), Gauge("up", "Again.")])


def test_forbidden_labels_in_one_text_are_refused() -> None:
    with pytest.raises(ValueError, match='catalogue: forbidden must be a list, not the text "user_id"'):
        Catalogue([], forbidden="user_id")


def test_a_scrape_interval_that_is_no_duration_is_refused() -> None:
    with pytest.raises(ValueError, match='"15" is not a duration'):
        Catalogue([], scrape_interval="15")


def test_without_a_catalogue_no_metric_is_unknown() -> None:
    assert not EmptyCatalogue().complete
    assert Catalogue([]).complete


def test_one_label_in_place_of_a_list_is_refused_by_its_field() -> None:
    alone: Any = Label[str]("route")
    with pytest.raises(ValueError, match='metric "x_total": labels must be a list, not Label'):
        Counter("x_total", "x", labels=alone)
    with pytest.raises(ValueError, match="catalogue: target_labels must be a list, not Label"):
        Catalogue(metrics=[], target_labels=alone)
