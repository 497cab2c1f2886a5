"""Bounds on combinations of label values."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from glimpse_gitops.promql.cover import Group, cheapest_cover, occupied, restricted

DOMAINS = {"job": 5.0, "instance": 200.0, "route": 60.0, "code": 13.0, "user": math.inf}
JOB_INSTANCE = Group(frozenset({"job", "instance"}), 200)
JOB_ROUTE = Group(frozenset({"job", "route"}), 60)
INSTANCE_JOB = Group(frozenset({"job"}), 1, frozenset({"instance"}))
USER_CODE = Group(frozenset({"code"}), 2, frozenset({"user"}))


@pytest.mark.parametrize(
    ("labels", "groups", "expected"),
    [
        ("", (), 1),
        ("job code", (), 65),
        ("job instance", (JOB_INSTANCE,), 200),
        ("job route code", (JOB_ROUTE,), 780),
        ("job instance route", (JOB_INSTANCE, JOB_ROUTE), 12_000),
        ("job instance", (INSTANCE_JOB,), 200),
        ("job", (INSTANCE_JOB,), 5),
        ("job instance route", (INSTANCE_JOB, JOB_ROUTE), 12_000),
        ("user", (), math.inf),
        ("code user", (USER_CODE,), math.inf),
        ("code", (USER_CODE,), 13),
        ("unheard_of", (), math.inf),
    ],
)
def test_the_cheapest_cover_is_found(labels: str, groups: tuple[Group, ...], expected: float) -> None:
    assert cheapest_cover(labels.split(), DOMAINS, groups) == expected


def test_dependencies_in_a_circle_are_no_trouble() -> None:
    groups = (Group(frozenset({"a"}), 1, frozenset({"b"})), Group(frozenset({"b"}), 1, frozenset({"a"})))
    assert cheapest_cover("ab", {"a": 7.0, "b": 9.0}, groups) == 7


def test_many_groups_take_no_exponential_time() -> None:
    labels = [f"l{number}" for number in range(14)]
    groups = tuple(Group(frozenset(pair), 90) for pair in combinations(labels, 2))
    assert cheapest_cover(labels, dict.fromkeys(labels, 10.0), groups) <= 10.0**14


def test_a_group_speaks_of_the_labels_that_are_left() -> None:
    three = Group(frozenset("abc"), 5)
    left = restricted((three, INSTANCE_JOB), frozenset({"a", "b", "job"}))
    assert left == (Group(frozenset("ab"), 5),)
    assert restricted((INSTANCE_JOB,), frozenset({"job", "instance"})) == (INSTANCE_JOB,)


@pytest.mark.parametrize(
    ("slots", "balls", "expected"),
    [(5, 1_000, 5), (1_000, 1, 1), (10, 10, 6.51), (math.inf, 7, 7), (7, math.inf, 7)],
)
def test_the_expected_number_of_values_lies_below_both(slots: float, balls: float, expected: float) -> None:
    assert occupied(slots, balls) == pytest.approx(expected, abs=0.01)
