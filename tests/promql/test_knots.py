"""Names that need each other."""

from __future__ import annotations

import random

import pytest

from glimpse_gitops.promql.knots import knots


def reachable(start: str, needs: dict[str, list[str]]) -> set[str]:
    seen, waiting = set[str](), [start]
    while waiting:
        for other in needs[waiting.pop()]:
            if other in needs and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


@pytest.mark.parametrize("seed", range(30))
def test_those_are_together_that_lead_to_each_other_and_behind_what_they_need(seed: int) -> None:
    chance = random.Random(seed)
    names = [f"n{number}" for number in range(chance.randrange(1, 25))]
    needs = {name: chance.choices([*names, "elsewhere"], k=chance.randrange(3)) for name in names}
    found = knots(needs)
    assert sorted(name for knot in found for name in knot) == sorted(names)
    to = {name: reachable(name, needs) for name in names}
    for number, knot in enumerate(found):
        for name in knot:
            assert {one for one in names if one in to[name] and name in to[one]} | {name} == set(knot)
            assert to[name] <= {one for done in found[: number + 1] for one in done}


def test_without_circles_the_order_is_that_of_the_needs() -> None:
    needs = {f"n{number}": [f"n{number + 1}", f"n{number + 7}"] for number in range(50_000)}
    order = [name for (name,) in knots(needs)]
    assert order[:7] == [f"n{number}" for number in range(49_999, 49_992, -1)]
    assert len(order) == 50_000
