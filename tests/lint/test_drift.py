"""`catalog verify` tells where the catalogue is no longer true, and notes what only may be wrong."""

from __future__ import annotations

from glimpse_gitops.lint.drift import drifts
from glimpse_gitops.model.catalogue import Catalogue, EmptyCatalogue
from glimpse_gitops.model.catalogue_lock import NO_LOCK, CatalogueLock, ServerMetric
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Histogram

CATALOGUE = Catalogue(
    [
        Counter("hits_total", "", labels=[Label("code", ("200", "500")), Label[str]("route", at_most=10)], at_most=15),
        Histogram("wait", "", buckets=(0.5, 1)),
    ]
)


def found(
    kind: str = "counter", series: int = 4, routes: int | None = 2, **values: tuple[str, ...]
) -> list[tuple[str, bool]]:
    """What is told when the server has `hits_total` like this; `values` are those of its other labels."""
    given = {"code": ("200",)} | values
    labels = {"route": routes, **{name: len(listed) for name, listed in given.items()}}
    metric = ServerMetric("hits_total", kind, series, labels, values=given)
    return [(drift.message, drift.serious) for drift in drifts(CATALOGUE, NO_LOCK, [metric])]


def test_a_server_that_is_as_declared_has_no_drift() -> None:
    assert found() == found(kind="unknown") == []


def test_a_metric_that_is_gone_is_told() -> None:
    assert [one.message for one in drifts(CATALOGUE, NO_LOCK, [ServerMetric("hits_total")])] == [
        "the server has no series of it"
    ]


def test_a_label_that_is_not_declared_is_told() -> None:
    assert found(pod=("a",)) == [('label "pod" is on the server and not declared', True)]


def test_values_that_are_not_declared_are_told() -> None:
    assert found(code=("200", "301", "302", "404", "418")) == [
        ('label "code" has values that are not declared: "301", "302", "404" and 1 more', True)
    ]


def test_a_label_over_its_bound_is_noted_and_one_that_is_twice_over_is_told() -> None:
    assert found(routes=20) == [('label "route" has 20 values, and at most 10 are declared', False)]
    assert found(routes=21) == [('label "route" has grown: 21 values, where 10 are known', True)]
    assert found(routes=None) == [('label "route" has grown: more than 1,000 values, where 10 are known', True)]


def test_more_series_than_declared_are_told() -> None:
    assert found(series=16) == [("it has 16 series, and at most 15 are declared", False)]
    assert found(series=31) == [("it has 31 series, and at most 15 are declared", True)]


def test_another_type_is_told() -> None:
    assert found(kind="gauge") == [("its type is gauge on the server, and counter here", True)]


def test_a_declared_label_that_no_series_has_is_noted() -> None:
    metric = ServerMetric("hits_total", "counter", 1, {"route": 1})
    assert [(one.message, one.serious) for one in drifts(CATALOGUE, NO_LOCK, [metric])] == [
        ('label "code" is declared, and no series has it', False)
    ]


def test_buckets_are_compared_as_numbers() -> None:
    metric = ServerMetric("wait_bucket", "bucket", 3, {"le": 3}, values={"le": ("0.5", "1", "+Inf")})
    assert drifts(CATALOGUE, NO_LOCK, [metric]) == ()


def test_what_holds_for_all_series_of_a_histogram_is_told_once() -> None:
    names = ("wait_bucket", "wait_count", "wait_sum")
    assert [one.metric for one in drifts(CATALOGUE, NO_LOCK, map(ServerMetric, names))] == ["wait"]


def test_what_is_only_locked_is_compared_with_the_lock() -> None:
    before = ServerMetric("m", "gauge", 10, {"a": 5, "b": None, "c": 1})
    now = ServerMetric("m", "counter", 21, {"a": 11, "b": None, "d": 1})
    told = drifts(EmptyCatalogue(), CatalogueLock({"m": before}), [now])
    assert [(one.message, one.serious) for one in told] == [
        ("its type is counter on the server, and gauge here", True),
        ('label "a" has grown: 11 values, where 5 are known', True),
        ('label "d" is on the server and not in the lock file', True),
        ('label "c" is in the lock file, and no series has it', False),
        ("it has 21 series, more than twice the 10 of the lock file", True),
    ]
