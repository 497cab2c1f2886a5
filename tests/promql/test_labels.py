"""Label flow: must, may, cannot, and why."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter, Gauge
from glimpse_gitops.promql.analysis import Analysis, analyse
from glimpse_gitops.promql.flow import Presence
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import world_of

WORLD = world_of(
    Catalogue(
        (
            Counter("requests_total", "", labels=(Label("code", ("200", "500")), Label[Any]("route", at_most=60))),
            Gauge("build_info", "", labels=(Label[Any]("version", at_most=9), Label("team", ("red", "")))),
        ),
        target_labels=(Label("job", ("api", "web")), Label[Any]("instance", at_most=20)),
    )
)


def analysis(text: str) -> Analysis:
    return analyse(parse(text), WORLD)


def labels(text: str) -> str:
    """Certain labels, then possible ones with a question mark; `…` for an open world. The name is left out."""
    flow = analysis(text).flow
    assert flow is not None
    found = sorted(flow.must - {"__name__"}) + sorted(f"{name}?" for name in flow.may - flow.must - {"__name__"})
    return " ".join([*found, *(["…"] if flow.open else [])])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requests_total", "code instance job route"),
        ("build_info", "instance job version team?"),
        ('build_info{team="red"}', "instance job team version"),
        ('build_info{team=""}', "instance job version"),
        ("build_info{team!=''}", "instance job team version"),
        ("unknown", "…"),
        ('unknown{a="b", c=~"d.*", e=~".*"}', "a c …"),
        ("sum(requests_total)", ""),
        ("sum by (job, nowhere) (requests_total)", "job"),
        ("sum by (job) (unknown)", "job?"),
        ("sum without (job) (requests_total)", "code instance route"),
        ("topk by (job) (3, requests_total)", "code instance job route"),
        ('count_values by (job) ("value", requests_total)', "job value"),
        ("rate(requests_total[5m])", "code instance job route"),
        ("absent(requests_total{job='api', code=~'5..'})", "job"),
        ("absent(sum(requests_total))", ""),
        ("vector(1)", ""),
        ("histogram_quantile(0.9, sum by (le, job) (unknown))", "job?"),
        ("label_replace(requests_total, 'made', '$1', 'job', '(.*)')", "code instance job route made?"),
        ("label_replace(requests_total, 'made', 'x', 'job', '.*')", "code instance job made route"),
        ("label_replace(requests_total, 'job', '', 'job', '.*')", "code instance route"),
        ("label_join(requests_total, 'made', '-', 'job', 'code')", "code instance job made route"),
        ("requests_total / on (job) group_left (version, team) build_info", "code instance job route version team?"),
        ("requests_total * on (job, code) group_left (nowhere) build_info", "instance job route"),
        ("sum by (job) (requests_total) / sum by (job, code) (requests_total)", "job"),
        ("sum by (job, code) (requests_total) / ignoring (code) group_left sum by (job) (requests_total)", "code job"),
        ("sum by (job) (requests_total) or sum by (code) (requests_total)", "code? job?"),
        ("requests_total and on (job) build_info", "code instance job route"),
        ("build_info / on (job, team) build_info", "job team?"),
        ("unknown / on (job) build_info", "job"),
        ("unknown + build_info", "instance job version team?"),
        ("max_over_time(sum by (job) (requests_total)[1h:1m])", "job"),
        ("sum by ($label) (requests_total)", "code? instance? job? route?"),
        ("requests_total{$filters}", "code instance job route"),
        ("$metric", "…"),
        ("up", "instance job"),
        ("ALERTS", "alertname alertstate …"),
        ("info(up, {version=~'.+'})", "instance job version?"),
    ],
)
def test_labels_flow_as_in_prometheus(text: str, expected: str) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize("text", ["1", "time()", "scalar(up)", "'a'", "1 + 2"])
def test_a_scalar_or_string_has_no_labels(text: str) -> None:
    assert analysis(text).flow is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("requests_total", Presence.MUST),
        ("requests_total > 0", Presence.MUST),
        ("requests_total > bool 0", Presence.CANNOT),
        ("requests_total * 2", Presence.CANNOT),
        ("rate(requests_total[5m])", Presence.CANNOT),
        ("last_over_time(requests_total[5m])", Presence.MUST),
        ("-requests_total", Presence.CANNOT),
        ("+requests_total", Presence.MUST),
        ("sum by (__name__) (requests_total)", Presence.MUST),
        ("unknown", Presence.MUST),
    ],
)
def test_the_name_is_dropped_where_prometheus_drops_it(text: str, named: Presence) -> None:
    flow = analysis(text).flow
    assert flow is not None
    assert flow.presence("__name__") is named


@pytest.mark.parametrize(
    ("text", "label", "place", "message"),
    [
        ("sum by (job) (requests_total) > 0", "code", "by (job)", '"by" does not keep "code"'),
        ("sum(rate(requests_total[5m]))", "job", "sum", '"sum" without "by" removes every label'),
        ("sum without (job) (requests_total)", "job", "without (job)", '"without" removes "job"'),
        ("rate(requests_total[5m])", "version", "requests_total[5m]", '"requests_total" has no label "version"'),
        ("build_info{team=''}", "team", "team=''", 'this matcher lets only series without "team" pass'),
        ("requests_total / on (job) build_info", "code", "on (job)", '"on" keeps only the labels it names'),
        ("requests_total / ignoring (code) up", "code", "ignoring (code)", '"ignoring" removes "code"'),
        (
            "requests_total / on (job) group_left (nowhere) up",
            "nowhere",
            "group_left (nowhere)",
            'the side that "nowhere" is copied from does not have it',
        ),
        ("histogram_quantile(0.9, unknown)", "le", "histogram_quantile", '"histogram_quantile" removes "le"'),
        (
            "requests_total + sum by (job) (requests_total)",
            "code",
            "sum by (job) (requests_total)",
            '"+" pairs series by "code", which this side does not have',
        ),
        ("2 * abs(sum by (job) (requests_total))", "route", "by (job)", '"by" does not keep "route"'),
        ("time()", "job", "time()", "a scalar has no labels"),
    ],
)
def test_the_place_where_a_label_gets_lost_is_known(text: str, label: str, place: str, message: str) -> None:
    reason = analysis(text).why_missing(label)
    assert reason is not None
    assert (text[reason.span.start : reason.span.end], reason.text) == (place, message)


def test_a_label_that_may_be_there_is_not_missing() -> None:
    assert analysis("requests_total").why_missing("code") is None
    assert analysis("unknown").why_missing("code") is None
