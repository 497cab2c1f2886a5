"""Uids that follow from names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.compile.uid import is_uid, stable_uid


def test_a_uid_is_readable_and_the_same_for_ever() -> None:
    assert stable_uid("HighErrorRate", "glimpse", "app", "HighErrorRate") == "higherrorrate-a703d390"


@given(st.text(), st.lists(st.text(), max_size=3))
def test_every_name_makes_a_uid_that_grafana_takes(name: str, parts: list[str]) -> None:
    assert re.fullmatch(r"[a-zA-Z0-9_-]{1,40}", stable_uid(name, *parts))


@given(st.lists(st.lists(st.text(alphabet="ab한", min_size=1), min_size=1, max_size=3), min_size=2, max_size=2))
def test_different_things_of_one_name_have_different_uids(things: list[list[str]]) -> None:
    one, other = things
    assert (stable_uid("경보", *one) == stable_uid("경보", *other)) == (one == other)


@pytest.mark.parametrize("name", ["한국어", "!!!", ""])
def test_a_name_without_latin_letters_makes_a_uid_too(name: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", stable_uid(name))


@pytest.mark.parametrize(
    ("text", "legal"),
    [
        ("glimpse-overview", True),
        ("A_b-9", True),
        ("a" * 40, True),
        ("a" * 41, False),
        ("", False),
        ("a b", False),
        ("a/b", False),
        ("é", False),
        ("a\n", False),
    ],
)
def test_grafana_takes_letters_digits_dashes_and_underscores(text: str, legal: bool) -> None:
    assert is_uid(text) is legal
