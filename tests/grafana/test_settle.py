from __future__ import annotations

from collections.abc import Callable

import pytest

from glimpse_gitops.errors import ConflictError, GlimpseError, NotAuthorisedError, RefusedError, UnreachableError
from glimpse_gitops.grafana.settle import ensure_same_version, ensure_unchanged, settle
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind


def folder(title: str, version: str = "1") -> Resource:
    return Resource(ResourceId(ResourceKind.FOLDER, "a"), title, {"title": title, "parentUid": ""}, version=version)


def failing(error: GlimpseError) -> Callable[[], None]:
    def send() -> None:
        raise error

    return send


CUT_OFF = UnreachableError("closed the connection")
STALE = ConflictError("changed by someone else", status=412)
SERVER_FAULT = RefusedError("Internal Server Error", status=500)


@pytest.mark.parametrize("error", [CUT_OFF, STALE, SERVER_FAULT])
def test_a_failed_write_is_done_where_a_fresh_read_equals_it(error: GlimpseError) -> None:
    settle(folder("A"), None, failing(error), lambda: folder("A", "2"))


@pytest.mark.parametrize("error", [CUT_OFF, SERVER_FAULT])
def test_it_stays_failed_where_it_does_not(error: GlimpseError) -> None:
    with pytest.raises(type(error), match=error.message):
        settle(folder("A"), None, failing(error), lambda: folder("B"))


def test_a_conflict_names_the_object_and_the_next_step() -> None:
    with pytest.raises(ConflictError) as caught:
        settle(folder("A"), None, failing(STALE), lambda: folder("B"))
    assert caught.value.message == "folder a was changed in Grafana after it was read"
    assert caught.value.hint == "run plan again"


def test_with_secrets_a_fresh_read_proves_nothing() -> None:
    with pytest.raises(UnreachableError):
        settle(folder("A"), None, failing(CUT_OFF), lambda: folder("A"), with_secrets=True)


def test_a_clear_refusal_is_not_looked_into() -> None:
    with pytest.raises(RefusedError, match="title cannot be empty"):
        settle(folder(""), None, failing(RefusedError("title cannot be empty", status=400)), lambda: folder(""))


def test_a_conflict_with_what_may_not_be_seen_keeps_the_servers_words() -> None:
    def read() -> Resource | None:
        raise NotAuthorisedError("no")

    with pytest.raises(ConflictError, match="changed by someone else"):
        settle(folder("A"), None, failing(STALE), read)


def test_a_uid_that_is_taken_by_something_unseen_is_said_to_be() -> None:
    with pytest.raises(ConflictError, match="its uid is taken") as caught:
        settle(folder("A"), None, failing(STALE), lambda: None)
    assert "choose another uid" in caught.value.hint


@pytest.mark.parametrize("error", [STALE, SERVER_FAULT, RefusedError("NotFound", status=404)])
def test_what_was_deleted_meanwhile_is_a_conflict(error: GlimpseError) -> None:
    with pytest.raises(ConflictError, match="folder a was deleted in Grafana after it was read"):
        settle(folder("A"), folder("B"), failing(error), lambda: None)


@pytest.mark.parametrize(
    ("live", "now"), [(None, folder("A")), (folder("A"), None), (folder("A"), folder("B")), (None, folder("B"))]
)
def test_anything_but_what_the_plan_saw_is_a_conflict(live: Resource | None, now: Resource | None) -> None:
    with pytest.raises(ConflictError):
        ensure_unchanged(folder("C"), live, now)


def test_what_the_plan_saw_is_none() -> None:
    ensure_unchanged(folder("C"), None, None)
    ensure_unchanged(folder("C"), folder("A"), folder("A", "2"))
    ensure_same_version(folder("A"), folder("B"))


@pytest.mark.parametrize("now", [None, folder("A", "2")])
def test_another_version_is_a_conflict(now: Resource | None) -> None:
    with pytest.raises(ConflictError):
        ensure_same_version(folder("A"), now)


def test_a_data_source_whose_name_is_taken_is_said_to_be() -> None:
    source = Resource(ResourceId(ResourceKind.DATASOURCE, "six"), "Prometheus", {"uid": "six", "name": "Prometheus"})
    with pytest.raises(ConflictError, match='another data source is named "Prometheus" already'):
        settle(source, None, failing(STALE), lambda: None)
