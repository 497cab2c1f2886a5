"""Circles in what needs what."""

from __future__ import annotations

from glimpse_gitops.lint.circles import shortest_circle, without_ends


def test_a_chain_has_nothing_left_without_its_ends() -> None:
    assert without_ends({"a": ["b"], "b": ["c"], "c": []}) == {}


def test_a_circle_and_what_leads_to_it_are_left() -> None:
    needs = without_ends({"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": ["nowhere"]})
    assert needs == {"a": {"b"}, "b": {"c"}, "c": {"b"}}
    assert shortest_circle("b", needs) == ["b", "c"]
    assert shortest_circle("a", needs) == []
