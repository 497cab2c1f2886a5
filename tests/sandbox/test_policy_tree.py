"""Notification policy trees as they are read and given back."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.sandbox.answer import RefusalError
from glimpse_gitops.sandbox.policy_tree import read_tree


def test_durations_come_back_in_their_shortest_form() -> None:
    tree = {"receiver": "cp", "group_wait": "90s", "routes": [{"object_matchers": [["a", "=", "b"]]}]}
    read = read_tree(tree, matchers_at_root=False)
    assert read["group_wait"] == "1m30s"
    assert read["routes"] == [{"object_matchers": [["a", "=", "b"]]}]


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"receiver": ""},
        {"receiver": "cp", "object_matchers": [["a", "=", "b"]]},
        {"receiver": "cp", "mute_time_intervals": ["x"]},
        {"receiver": "cp", "group_by": ["a", "a"]},
        {"receiver": "cp", "group_by": ["...", "a"]},
        {"receiver": "cp", "group_interval": "0s"},
        {"receiver": "cp", "routes": [{"object_matchers": [["a", "~", "b"]]}]},
        {"receiver": "cp", "routes": [{"object_matchers": [["a", "=~", "("]]}]},
    ],
)
def test_a_malformed_tree_is_refused(tree: dict[str, Any]) -> None:
    with pytest.raises(RefusalError):
        read_tree(tree, matchers_at_root=False)


def test_a_bottomless_tree_is_refused() -> None:
    tree: dict[str, Any] = {"receiver": "cp"}
    for _ in range(500):
        tree = {"receiver": "cp", "routes": [tree]}
    with pytest.raises(RefusalError):
        read_tree(tree, matchers_at_root=False)
