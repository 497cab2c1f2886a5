"""Circles in what needs what."""

from __future__ import annotations

from glimpse_gitops.lint.circles import circles, way


def test_a_chain_has_no_circle_and_neither_has_one_that_needs_itself() -> None:
    assert list(circles({"a": ["b"], "b": ["b", "c"], "c": []})) == []


def test_what_leads_to_a_circle_is_not_in_it() -> None:
    assert list(circles({"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": ["nowhere"]})) == [["b", "c"]]


def test_the_shortest_circle_starts_at_the_first_name() -> None:
    needs = {"c": ["a"], "a": ["b", "d"], "b": ["e"], "d": ["c"], "e": ["c"]}
    assert list(circles(needs)) == [["c", "a", "d"]]
    assert way(["c", "a", "d"]) == "c → a → d → c"


def test_circles_come_in_the_order_of_the_names() -> None:
    assert list(circles({"d": ["c"], "a": ["b"], "c": ["d"], "b": ["a"]})) == [["d", "c"], ["a", "b"]]


def test_a_circle_of_many_thousands_is_found_and_told_in_a_few_words() -> None:
    many = 30_000
    (circle,) = circles({f"a{number}": [f"a{(number + 1) % many}"] for number in range(many)})
    assert len(circle) == many
    assert way(circle).startswith("a0 → a1 → ")
    assert way(circle).endswith(" → … → a29999 → a0")


def test_thousands_of_circles_through_one_name_are_one() -> None:
    needs = {"hub": [f"a{number}" for number in range(20_000)]} | {f"a{number}": ["hub"] for number in range(20_000)}
    assert list(circles(needs)) == [["hub", "a0"]]
