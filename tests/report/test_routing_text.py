from __future__ import annotations

import pytest

from glimpse_gitops.model.routing_move import Routing, RoutingMove
from glimpse_gitops.report.routing_text import routing_lines


def move(
    rule: str, *where: dict[str, str], to_default: bool = False, after: tuple[str, ...] = ("slack",)
) -> RoutingMove:
    return RoutingMove(rule, ("pager",), after, to_default, where)


@pytest.mark.parametrize(
    ("moves", "line"),
    [
        ([move("A")], "1 alert moves pager → slack: A"),
        ([move("A"), move("B")], "2 alerts move pager → slack: A and B"),
        ([move(name) for name in "ABCDEFG"], "7 alerts move pager → slack: A, B, C, D and 3 more"),
        ([move("A", {"team": "x"})], "1 alert moves pager → slack: A (team=x)"),
        ([move("A", {"team": "x"}, {"team": ""})], "1 alert moves pager → slack: A (team=x or no team)"),
        ([move("A", {"b": "2", "a": "1"})], "1 alert moves pager → slack: A (a=1 b=2)"),
        ([move("A", to_default=True)], "1 alert falls to the default slack, from pager: A"),
        ([move(name, to_default=True) for name in "AB"], "2 alerts fall to the default slack, from pager: A and B"),
        ([move("A", after=("slack", "mail"))], "1 alert moves pager → slack + mail: A"),
        ([move("A", after=())], "1 alert moves pager → nobody: A"),
    ],
)
def test_alerts_that_move_alike_are_one_line(moves: list[RoutingMove], line: str) -> None:
    assert routing_lines(Routing(tuple(moves))) == [line]


def test_what_falls_to_the_default_comes_first_and_what_is_not_known_last() -> None:
    routing = Routing((move("A"), move("B", to_default=True)), {"D": "x is not known", "C": "x is not known"})
    assert [line.partition(":")[0] for line in routing_lines(routing)] == [
        "1 alert falls to the default slack, from pager",
        "1 alert moves pager → slack",
        "not wholly known for C and D",
    ]


def test_one_rule_that_moves_in_several_ways_is_named_in_each() -> None:
    routing = Routing((move("A", {"t": "1"}), move("A", {"t": "2"}, after=("mail",))))
    assert routing_lines(routing) == ["1 alert moves pager → mail: A (t=2)", "1 alert moves pager → slack: A (t=1)"]
