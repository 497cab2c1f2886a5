from __future__ import annotations

from collections.abc import Callable

import pytest

from glimpse_gitops.errors import ConflictError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.mute_timings import MuteTimings
from glimpse_gitops.grafana.notifications import ATTEMPTS, in_turn
from glimpse_gitops.grafana.templates import Templates
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer

TEMPLATE = Resource(ResourceId(ResourceKind.TEMPLATE, "t"), "t", {"template": '{{ define "t" }}x{{ end }}'})
CHANGED = Resource(TEMPLATE.id, "t", {"template": '{{ define "t" }}y{{ end }}'})
TIMING = Resource(ResourceId(ResourceKind.MUTE_TIMING, "m"), "m", {"time_intervals": [{"weekdays": ["sunday"]}]})

pytestmark = pytest.mark.parametrize("version", ["12.4"])


def failing(errors: list[RefusedError]) -> Callable[[], str]:
    def send() -> str:
        if errors:
            raise errors.pop(0)
        return "done"

    return send


def test_a_write_that_met_another_writer_is_sent_again(client: Client, waits: list[float]) -> None:
    errors = [RefusedError("Internal Server Error", status=500), ConflictError("busy", status=409)]
    assert in_turn(client, failing(errors)) == "done"
    assert len(waits) == 2


def test_it_gives_up_when_the_other_writers_do_not(client: Client) -> None:
    errors = [RefusedError("Internal Server Error", status=500)] * 10
    with pytest.raises(RefusedError):
        in_turn(client, failing(errors))
    assert len(errors) == 10 - ATTEMPTS


@pytest.mark.parametrize(
    "error",
    [
        RefusedError("cannot change provenance from 'api' to ''", status=500),
        RefusedError("bad request data", status=400),
        ConflictError("stale", status=412),
    ],
)
def test_what_another_sending_would_not_change_is_handed_on(
    client: Client, waits: list[float], error: RefusedError
) -> None:
    with pytest.raises(type(error)):
        in_turn(client, failing([error]))
    assert waits == []


def test_a_conflict_of_versions_is_no_meeting_of_writers(client: Client, waits: list[float]) -> None:
    with pytest.raises(ConflictError):
        in_turn(client, failing([ConflictError("stale", status=409)]), has_version=True)
    assert waits == []


def test_a_locked_object_is_not_made_editable_and_the_way_out_is_named(
    client: Client, open_client: Callable[..., Client], server: SandboxServer
) -> None:
    Templates(client).write(TEMPLATE, None, {})
    live = Templates(client).read_one(TEMPLATE.id)
    with pytest.raises(RefusedError) as caught:
        Templates(open_client(provenance="editable")).write(CHANGED, live, {})
    assert 'provenance = "locked"' in caught.value.hint
    assert server.requests.writes() == []


def test_editable_objects_are_written_changed_and_deleted_as_such(open_client: Callable[..., Client]) -> None:
    client = open_client(provenance="editable")
    for adapter, desired in ((Templates(client), TEMPLATE), (MuteTimings(client), TIMING)):
        adapter.write(desired, None, {})
        live = adapter.read_one(desired.id)
        assert live is not None
        assert live.provenance == ""
        adapter.write(desired, live, {})
        again = adapter.read_one(desired.id)
        assert again is not None
        assert again.provenance == ""
        adapter.delete(again)
        assert adapter.read_one(desired.id) is None


def test_a_locked_object_is_deleted_by_a_run_that_writes_editable_ones(
    client: Client, open_client: Callable[..., Client]
) -> None:
    Templates(client).write(TEMPLATE, None, {})
    editable = Templates(open_client(provenance="editable"))
    live = editable.read_one(TEMPLATE.id)
    assert live is not None
    editable.delete(live)
    assert editable.read_one(TEMPLATE.id) is None


def test_a_broken_template_is_refused_with_its_place(client: Client) -> None:
    broken = Resource(TEMPLATE.id, "t", {"template": '{{ define "t" }}{{ .Oops'})
    with pytest.raises(RefusedError, match=r"template t: .*invalid"):
        Templates(client).write(broken, None, {})
