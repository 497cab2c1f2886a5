"""Numbers of things in words."""

from __future__ import annotations

from glimpse_gitops.report.count import all_of, counted


def test_one_thing_is_one_thing() -> None:
    assert [counted(number, "object") for number in (0, 1, 2, 1000)] == [
        "0 objects",
        "1 object",
        "2 objects",
        "1,000 objects",
    ]
    assert (counted(1, "query", "queries"), counted(2, "query", "queries")) == ("1 query", "2 queries")
    assert (all_of(1, "object"), all_of(3, "object")) == ("the one object is", "all 3 objects are")
