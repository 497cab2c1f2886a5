"""Definitions as plain JSON."""

from __future__ import annotations

import enum
from typing import Any

import pytest

from glimpse_gitops.compile.plain import Seen, to_plain


class Built:
    """An object that says what it is the way one of the libraries does."""

    def __init__(self, name: str, json: Any) -> None:
        setattr(self, name, lambda: json)


class Word(enum.Enum):
    """As grafana-foundation-sdk has them."""

    BARS = "bars"


def plain(given: Any) -> Any:
    """What becomes of a value."""
    return to_plain(given, Seen())


@pytest.mark.parametrize("way", ["to_json_data", "to_json", "build"])
def test_any_library_that_builds_json_is_understood(way: str) -> None:
    assert plain({"panel": Built(way, {"title": "Up"})}) == {"panel": {"title": "Up"}}


def test_objects_inside_objects_are_built_too() -> None:
    inner = Built("to_json_data", {"a": Word.BARS})

    assert plain(Built("build", [inner, (1, 2)])) == [{"a": "bars"}, [1, 2]]


def test_nothing_null_is_left_in_a_dictionary() -> None:
    assert plain({"a": None, "b": Built("to_json_data", None), "c": [None, {"d": None}]}) == {"c": [None, {}]}


def test_whole_numbers_are_written_without_a_point() -> None:
    assert str(plain([1.0, 0.5, -0.0, 2.0**60, True])) == "[1, 0.5, 0, 1.152921504606847e+18, True]"


def test_what_is_given_is_never_changed() -> None:
    given: dict[str, Any] = {"a": {"b": [1.0]}}

    result = plain(given)
    result["a"]["b"].append(2)

    assert given == {"a": {"b": [1.0]}}


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"tags": {"a", "b"}}, r"a set has no order .* write \['a', 'b'\]"),
        ({"a": float("nan")}, "JSON has no number nan"),
        ({"a": object}, "cannot be written as JSON"),
        ({1: "a"}, "the keys of JSON are texts, not 1"),
    ],
)
def test_what_json_cannot_hold_is_refused_by_its_name(given: Any, complaint: str) -> None:
    with pytest.raises((TypeError, ValueError), match=complaint):
        plain(given)


def test_an_object_is_found_again_by_what_it_became() -> None:
    seen = Seen()
    panel, raw = Built("to_json_data", {"type": "stat"}), {"type": "text"}
    tree = to_plain([panel, raw], seen)

    assert seen.ids({id(tree[0]): 6})[id(panel)] == 6
    assert seen.ids({id(tree[1]): 7}) == {id(raw): 7}


def test_an_object_that_stands_twice_is_its_first_place() -> None:
    seen = Seen()
    panel = {"type": "stat"}
    first, second = to_plain([panel, panel], seen)

    assert seen.ids({id(first): 1, id(second): 2}) == {id(panel): 1}
