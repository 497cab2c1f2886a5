"""Panel ids: locked, since alerts link to them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.compile.panel_ids import LARGEST, assign_ids

LOCKED = {"Error ratio": 1919589358, "Memory": 1523327430, "오류율": 2027702302}
"""Ids as the first version made them. Links and firing alerts hold such ids: never change them."""


def panel(title: str, **more: Any) -> dict[str, Any]:
    """A panel as it is before it has an id."""
    return {"type": "timeseries", "title": title, **more}


def row(title: str, *panels: dict[str, Any]) -> dict[str, Any]:
    """A row, which holds its panels where it is collapsed."""
    return {"type": "row", "title": title, "panels": list(panels), "collapsed": bool(panels)}


def ids_of(panels: list[dict[str, Any]]) -> dict[str, int]:
    """Title → id."""
    assign_ids(panels)
    return {one["title"]: one["id"] for outer in panels for one in (outer, *outer.get("panels", []))}


def test_ids_are_what_they_always_were() -> None:
    assert ids_of([row("Traffic"), *map(panel, LOCKED)]) == {"Traffic": 1627806986, **LOCKED}


@given(st.lists(st.text(min_size=1), unique=True, min_size=1, max_size=12), st.data())
def test_inserting_and_moving_panels_changes_no_other_id(titles: list[str], data: st.DataObject) -> None:
    before = ids_of([panel(title) for title in titles])
    moved = data.draw(st.permutations(titles))
    inserted = data.draw(st.text(min_size=1).filter(lambda title: title not in titles))
    place = data.draw(st.integers(0, len(titles)))

    after = ids_of([panel(title) for title in [*moved[:place], inserted, *moved[place:]]])

    assert {title: after[title] for title in titles} == before


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.one_of(st.none(), st.integers(-1, 3))), max_size=12))
def test_every_panel_has_an_id_of_its_own(given_panels: list[tuple[str, int | None]]) -> None:
    panels = [panel(title) if number is None else panel(title, id=number) for title, number in given_panels]

    ids = assign_ids(panels)

    assert len(set(ids.values())) == len(panels)
    assert all(0 < one["id"] <= LARGEST for one in panels)
    assert ids == {id(one): one["id"] for one in panels}


def test_an_id_of_the_authors_own_is_kept() -> None:
    taken = ids_of([panel("Up")])["Up"]

    assert ids_of([panel("Up"), panel("Down", id=taken)])["Down"] == taken
    assert ids_of([panel("Up"), panel("Down", id=taken)])["Up"] != taken


def test_of_two_panels_with_one_id_the_first_keeps_it() -> None:
    ids = ids_of([panel("Up", id=5), panel("Down", id=5)])

    assert ids["Up"] == 5
    assert ids["Down"] == ids_of([panel("Down")])["Down"]


def test_a_second_panel_of_a_title_is_known_by_its_row() -> None:
    panels = [row("API"), panel("Errors"), row("Worker"), panel("Errors")]
    alone = ids_of([panel("Errors")])["Errors"]
    assign_ids(panels)

    assert panels[1]["id"] == alone
    moved = [row("API"), panel("Errors"), row("New"), panel("More"), row("Worker"), panel("Errors")]
    assign_ids(moved)
    assert moved[-1]["id"] == panels[-1]["id"] != alone


def test_a_row_and_a_panel_of_one_title_do_not_take_each_others_id() -> None:
    heading, below = row("Errors"), panel("Errors")
    assign_ids([heading, below])
    swapped = [panel("Errors"), row("Errors")]
    assign_ids(swapped)

    assert [one["id"] for one in swapped] == [below["id"], heading["id"]]


@pytest.mark.parametrize("collapsed", [False, True])
def test_folding_a_row_changes_no_id(collapsed: bool) -> None:
    inside = panel("Errors")
    panels = [panel("Errors"), row("Worker", inside)] if collapsed else [panel("Errors"), row("Worker"), inside]
    assign_ids(panels)

    assert inside["id"] == 956072973
