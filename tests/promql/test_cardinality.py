"""Numbers of series and samples, on the worked examples of a shop with five jobs."""

from __future__ import annotations

import math
from typing import Any

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge, Metric
from glimpse_gitops.promql.analysis import Analysis, analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import world_of

CODES = ("200", "201", "204", "301", "302", "400", "401", "403", "404", "429", "500", "502", "503")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")
JOB_LABELS = (Label("job", ("api", "web", "auth", "pay", "cart")), Label[Any]("instance", at_most=200))
REQUESTS = Counter(
    "http_requests_total",
    "",
    labels=(
        Label("method", ("GET", "POST", "PUT", "DELETE", "PATCH")),
        Label("code", CODES),
        Label[Any]("route", at_most=60),
    ),
    groups=((("job", "instance"), 200), (("job", "route"), 60)),
    at_most=180_000,
)
BUILD = Gauge(
    "build_info",
    "",
    labels=(Label[Any]("version", at_most=8),),
    at_most=200,
    groups=((("job", "instance"), 200),),
)
PODS = Gauge(
    "pod_info",
    "",
    labels=(Label[Any]("pod", at_most=500), Label[Any]("node", at_most=20)),
    determines=(("pod", ("node", "job", "instance")),),
)
WORLD = world_of(Catalogue((REQUESTS, BUILD, PODS), target_labels=JOB_LABELS, scrape_interval="15s"))


def analysis(text: str) -> Analysis:
    return analyse(parse(text), WORLD)


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("rate(http_requests_total[5m])", 180_000),
        ('http_requests_total{code=~"5.."}', 180_000),
        ("sum by (job) (rate(http_requests_total[5m]))", 5),
        ('sum by (job, route, code) (rate(http_requests_total{code=~"5.."}[5m]))', 180),
        ("sum without (instance) (rate(http_requests_total[5m]))", 3_900),
        ("sum by (job, code) (http_requests_total) / sum by (job) (http_requests_total)", 0),
        ("sum by (job, code) (http_requests_total) / on (job) group_left sum by (job) (http_requests_total)", 65),
        ("up * on (job) group_left (version) build_info", 1_000),
        ('count_values("version", build_info)', 200),
        ("max_over_time(sum by (route) (rate(http_requests_total[5m]))[1d:1m])", 60),
        ("sum by (namespace) (rate(http_requests_total[5m]))", 1),
        ("topk(3, http_requests_total)", 3),
        ("topk by (job) (3, http_requests_total)", 15),
        ("topk(0, unknown)", 0),
        ("limit_ratio(0.5, build_info)", 200),
        ("sum by (job) (http_requests_total) or sum by (code) (http_requests_total)", 18),
        ("sum by (job) (http_requests_total) unless up", 5),
        ("sum by (job) (http_requests_total) and on (job) up{job='api'}", 1),
        ('http_requests_total{job="nowhere"}', 0),
        ('http_requests_total{nowhere="x"}', 0),
        ('http_requests_total{nowhere=""}', 180_000),
        ('sum by (route) (http_requests_total{job="api"})', 60),
        ('sum by (code) (http_requests_total{code!~"2..", code!="500"})', 10),
        ("absent(up)", 1),
        ("vector(1)", 1),
        ("histogram_quantile(0.9, sum by (le, job) (unknown_bucket))", math.inf),
        ("sum(unknown)", 1),
        ("unknown", math.inf),
        ('count by (job) (unknown{job=~"api|web"})', 2),
        ("unknown * on (job) group_left (version) build_info", math.inf),
        ("pod_info", 500),
        ('pod_info{pod="a"}', 1),
        ("sum by (pod, node, job) (pod_info)", 500),
        ("sum by (node) (pod_info)", 20),
        ("label_replace(sum by (job) (up), 'short', '$1', 'job', '(.).*')", 5),
        ("count by (short) (label_replace(up, 'short', '$1', 'job', '(.).*'))", 5),
        ("count by (short, job) (label_replace(up, 'short', '$1', 'job', '(.).*'))", 5),
        ("count by (both) (label_join(up, 'both', '-', 'job', 'instance'))", 1_000),
        ("sum by (job, version) (up * on (job) group_left (version) build_info)", 5),
        ("$metric", math.inf),
        ("1 + 1", 1),
    ],
)
def test_no_query_returns_more_series_than_its_bound(text: str, series: float) -> None:
    assert analysis(text).count.series == series


def test_a_guess_is_nearer_than_the_bound() -> None:
    count = analysis('http_requests_total{code=~"5.."}').count
    assert (count.series, round(count.expected)) == (180_000, 41_538)


@pytest.mark.parametrize(
    ("text", "over_time"),
    [
        ("topk(3, sum by (route) (http_requests_total))", 60),
        ("sum by (route) (http_requests_total)", 60),
        ('count_values("value", build_info)', math.inf),
        ("topk(3, build_info) or vector(1)", 201),
        ("max_over_time(topk(3, build_info)[1h:1m])", 200),
    ],
)
def test_over_time_other_series_can_take_their_place(text: str, over_time: float) -> None:
    assert analysis(text).count.over_time == over_time


@pytest.mark.parametrize(
    ("text", "samples", "peak"),
    [
        ("rate(http_requests_total[5m])", 3_600_000, 180_020),
        ("http_requests_total", 180_000, 180_000),
        ("sum(rate(http_requests_total[5m]))", 3_600_000, 180_020),
        ("max_over_time(sum by (route) (rate(http_requests_total[5m]))[1d:1m])", 5_184_000_000, 180_060),
        ("rate(build_info[$__rate_interval])", 800, 204),
        ("rate(build_info[$unheard_of])", 4_000, 220),
        ("build_info / build_info", 400, 600),
    ],
)
def test_samples_are_counted_per_evaluation(text: str, samples: float, peak: float) -> None:
    found = analysis(text)
    cost = found.costs[found.tree]
    assert (cost.samples, cost.peak) == (samples, peak)


def test_a_group_is_worth_more_than_the_product_of_its_labels() -> None:
    alone: Metric = Counter("a_total", "", labels=REQUESTS.labels)
    world = world_of(Catalogue((alone,), target_labels=JOB_LABELS))
    assert analyse(parse("sum by (job, route) (a_total)"), world).count.series == 300
    assert analysis("sum by (job, route) (http_requests_total)").count.series == 60


def test_an_unbounded_label_makes_an_unbounded_result() -> None:
    metric = Counter("a_total", "", labels=(Label[Any]("user", unbounded=True),))
    world = world_of(Catalogue((metric,), target_labels=JOB_LABELS))
    assert analyse(parse("count by (user) (a_total)"), world).count.series == math.inf
    assert analyse(parse("count by (job) (a_total)"), world).count.series == 5
