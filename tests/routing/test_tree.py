from __future__ import annotations

import pytest

from glimpse_gitops.model.matcher import Matcher
from glimpse_gitops.routing.tree import matchers_in, tree_of


def test_every_matcher_of_the_tree_is_found() -> None:
    inner = {"object_matchers": [["b", "=~", "x"]]}
    outer = {"object_matchers": [["a", "=", "1"], ["c", "!=", "2"]], "routes": [inner]}
    found = list(matchers_in(tree_of({"receiver": "r", "routes": [outer, {"receiver": "s"}]})))
    assert found == [Matcher("a", "=", "1"), Matcher("c", "!=", "2"), Matcher("b", "=~", "x")]


def test_a_tree_that_says_nothing_has_alertmanagers_defaults() -> None:
    root = tree_of({"receiver": "r"})
    assert (root.group_by, root.group_wait, root.group_interval, root.repeat_interval) == ((), "30s", "5m", "4h")


def test_text_that_is_no_matcher_is_an_error() -> None:
    with pytest.raises(ValueError, match="is not a matcher"):
        tree_of({"receiver": "r", "routes": [{"matchers": ["severity"]}]})
