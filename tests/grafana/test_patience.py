from __future__ import annotations

import pytest

from glimpse_gitops.errors import GlimpseError, NotAuthorisedError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.patience import ATTEMPTS, LONGEST_WAIT, past_locks, patiently

pytestmark = pytest.mark.parametrize("version", ["11.6"])


class Door:
    """Refuses some times, then lets in."""

    def __init__(self, error: GlimpseError, refusals: int) -> None:
        self.error = error
        self.refusals = refusals

    def knock(self) -> None:
        if self.refusals:
            self.refusals -= 1
            raise self.error


@pytest.mark.parametrize("error", [NotAuthorisedError("denied"), RefusedError("Failed to save dashboard", status=500)])
def test_a_folder_of_this_run_is_waited_for(client: Client, waits: list[float], error: GlimpseError) -> None:
    client.made_folders.add("new")
    told: list[str] = []
    client.notice = told.append
    door = Door(error, 3)
    patiently(client, "new", door.knock)
    assert door.refusals == 0
    assert len(waits) == 3
    assert told == ['waiting until Grafana lets us into the new folder "new", which can take a minute']


def test_another_folder_is_not(client: Client, waits: list[float]) -> None:
    with pytest.raises(NotAuthorisedError):
        patiently(client, "old", Door(NotAuthorisedError("denied"), 1).knock)
    assert waits == []


def test_nor_is_a_refusal_for_another_reason(client: Client, waits: list[float]) -> None:
    client.made_folders.add("new")
    with pytest.raises(RefusedError):
        patiently(client, "new", Door(RefusedError("title is empty", status=400), 1).knock)
    assert waits == []


def test_after_a_minute_it_gives_up(client: Client, waits: list[float]) -> None:
    client.made_folders.add("new")
    with pytest.raises(NotAuthorisedError):
        patiently(client, "new", Door(NotAuthorisedError("denied"), 1000).knock)
    assert LONGEST_WAIT <= sum(waits) < LONGEST_WAIT + 5


OF_THE_RULER = RefusedError("rule group g: Grafana refuses it with 400: … database is locked", status=400)
LOCKED = RefusedError("dashboard d: Grafana refuses it with 500: database is locked", status=500)
TOO_LONG = RefusedError("insert: sql: transaction has already been committed or rolled back; query: …", status=500)


@pytest.mark.parametrize("error", [LOCKED, TOO_LONG, OF_THE_RULER])
def test_a_locked_database_is_tried_again(client: Client, waits: list[float], error: RefusedError) -> None:
    door = Door(error, ATTEMPTS - 1)
    past_locks(client, door.knock)
    assert door.refusals == 0
    assert len(waits) == ATTEMPTS - 1


def test_a_database_that_stays_locked_is_given_up(client: Client, waits: list[float]) -> None:
    with pytest.raises(RefusedError, match="locked"):
        past_locks(client, Door(LOCKED, ATTEMPTS).knock)
    assert len(waits) == ATTEMPTS - 1


@pytest.mark.parametrize("status", [400, 500])
def test_another_refusal_is_no_lock(client: Client, waits: list[float], status: int) -> None:
    with pytest.raises(RefusedError, match="invalid"):
        past_locks(client, Door(RefusedError("it is invalid", status=status), 1).knock)
    assert waits == []
