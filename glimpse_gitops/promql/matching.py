"""How a binary operation pairs the series of its two sides."""

from __future__ import annotations

from typing import NamedTuple

from .tree import Binary, Expression
from .world import NAME

_NONE: frozenset[str] = frozenset()
_NAMED = frozenset({NAME})


class Matching(NamedTuple):
    """The matching of one binary operation between two vectors."""

    many: Expression
    """The side whose series the result has; the left one unless it is ``group_right``."""
    one: Expression
    """The other side."""
    grouped: bool
    """Several series of ``many`` may pair with one of ``one``."""
    on: frozenset[str] | None
    """The labels of ``on (…)``; None without it."""
    ignored: frozenset[str]
    """Labels that are not compared: those of ``ignoring (…)`` and the name; only meaningful without ``on``."""
    include: frozenset[str]
    """Labels copied from ``one``."""
    hidden: bool
    """Some compared or ignored labels hide behind a Grafana variable."""
    hidden_include: bool
    """So do some of the copied labels."""

    def compares(self, label: str) -> bool:
        """Whether series only pair if they agree on this label."""
        return label in self.on if self.on is not None else label not in self.ignored


def matching_of(node: Binary) -> Matching:
    """The matching that the modifiers of an operation ask for."""
    many, one = node.left, node.right
    grouping = node.grouping
    if grouping is not None and grouping.keyword.value == "group_right":
        many, one = one, many
    on: frozenset[str] | None = None
    ignored = _NAMED
    if node.matching is not None:
        if node.matching.keyword.value == "on":
            on = node.matching.names
        else:
            ignored = node.matching.names | _NAMED
    return Matching(
        many,
        one,
        grouping is not None,
        on,
        ignored,
        _NONE if grouping is None else grouping.names,
        node.matching is not None and node.matching.variable,
        grouping is not None and grouping.variable,
    )
