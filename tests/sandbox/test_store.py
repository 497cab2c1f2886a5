"""What the store keeps, and what it takes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from glimpse_gitops.sandbox.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store()
    yield made
    made.close()


def test_a_change_that_fails_half_way_leaves_nothing(store: Store) -> None:
    shelf = store.shelf(1)
    with pytest.raises(KeyError), store.transaction():
        shelf.put("folder", "a", {"uid": "a"})
        raise KeyError("half way")
    assert shelf.get("folder", "a") is None


def test_organisations_do_not_see_each_others_documents(store: Store) -> None:
    store.shelf(1).put("folder", "a", {"uid": "a"})
    assert store.shelf(2).get("folder", "a") is None
    assert store.shelf(1).get("folder", "a") == {"uid": "a"}


def test_a_replaced_document_keeps_its_place(store: Store) -> None:
    shelf = store.shelf(1)
    for key in ("b", "a"):
        shelf.put("folder", key, {"uid": key})
    shelf.put("folder", "b", {"uid": "b", "title": "new"})
    assert [folder["uid"] for folder in shelf.list("folder")] == ["b", "a"]


def test_stamps_never_repeat(store: Store) -> None:
    stamps = [store.next_stamp() for _ in range(100)]
    assert sorted(set(stamps)) == stamps
