"""Value ranges."""

from __future__ import annotations

import math

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.metric import Counter, Gauge
from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.tree import Binary
from glimpse_gitops.promql.values import outcome
from glimpse_gitops.promql.world import world_of

INF = math.inf
WORLD = world_of(
    Catalogue(
        (
            Counter("c_total", ""),
            Gauge("share", "", minimum=0, maximum=1),
            Gauge("degrees", "", minimum=-20, maximum=40),
        )
    )
)


def values(text: str) -> tuple[float, float]:
    found = analyse(parse(text), WORLD).value
    return found.low, found.high


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c_total", (0, INF)),
        ("rate(c_total[5m])", (0, INF)),
        ("rate(unheard_of[5m])", (0, INF)),
        ("rate(degrees[5m])", (-INF, INF)),
        ("up", (0, 1)),
        ("ALERTS", (1, 1)),
        ("unheard_of", (-INF, INF)),
        ("count(unheard_of)", (1, INF)),
        ("group(unheard_of)", (1, 1)),
        ("sum(up)", (0, INF)),
        ("avg(share)", (0, 1)),
        ("quantile(0.9, share)", (0, 1)),
        ("stddev(unheard_of)", (0, INF)),
        ("share * 100", (0, 100)),
        ("1 - share", (0, 1)),
        ("degrees * 1.8 + 32", (-4, 104)),
        ("-degrees", (-40, 20)),
        ("abs(degrees)", (0, 40)),
        ("clamp(degrees, 0, 10)", (0, 10)),
        ("clamp_max(degrees, 0)", (-20, 0)),
        ("degrees > 10", (10, 40)),
        ("10 > degrees", (-20, 10)),
        ("degrees == 5", (5, 5)),
        ("degrees > bool 10", (0, 1)),
        ("degrees or share", (-20, 40)),
        ("degrees unless share", (-20, 40)),
        ("hour()", (0, 23)),
        ("absent(up)", (1, 1)),
        ("max_over_time(share[1h])", (0, 1)),
        ("count_over_time(share[1h])", (1, INF)),
        ("sqrt(share)", (0, 1)),
        ("vector(5)", (5, 5)),
        ("sum(rate(c_total{code='5'}[5m])) / sum(rate(c_total[5m]))", (0, 1)),
        ("sum by (a) (rate(c_total{code='5'}[5m])) / on (a) sum by (a) (rate(c_total[5m]))", (0, 1)),
        ("rate(c_total[5m]) / (rate(c_total[5m]) + rate(d_total[5m]))", (0, 1)),
        ("count(up == 0) / count(up)", (0, INF)),
        ("sum(rate(c_total{code='5'}[5m])) / sum(rate(c_total[10m]))", (0, INF)),
        ("sum(rate(c_total[5m])) / sum(rate(c_total{code='5'}[5m]))", (0, INF)),
        ("sum by (a) (rate(c_total{code='5'}[5m])) / sum by (b) (rate(c_total[5m]))", (0, INF)),
        ("degrees / share", (-INF, INF)),
        ("share + fill(7) share", (0, 14)),
        ("share % 3", (0, 1)),
        ("share ^ 2", (0, INF)),
        ("$x", (-INF, INF)),
    ],
)
def test_values_lie_in_the_range_that_the_operations_allow(text: str, expected: tuple[float, float]) -> None:
    assert values(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up > 1", "never"),
        ("count(unheard_of) == 0", "never"),
        ("count(unheard_of) < 1", "never"),
        ("rate(c_total[5m]) < 0", "never"),
        ("0 > rate(c_total[5m])", "never"),
        ("sum(rate(c_total{code='5'}[5m])) / sum(rate(c_total[5m])) > 5", "never"),
        ("sum(up) >= 0", "always"),
        ("share * 100 <= 100", "always"),
        ("c_total != -1", "always"),
        ("up > 0", None),
        ("degrees >= -20", "always"),
        ("unheard_of >= 0", None),
        ("sum(c_total) / sum(c_total) >= 0", None),
        ("unheard_of != 5", None),
    ],
)
def test_a_condition_that_never_or_always_holds_is_found(text: str, expected: str | None) -> None:
    analysis = analyse(parse(text), WORLD)
    assert isinstance(analysis.tree, Binary)
    assert outcome(analysis.tree, analysis.values) == expected
