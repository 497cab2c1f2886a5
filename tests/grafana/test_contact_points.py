from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, GlimpseError, MissingSecretError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.contact_points import ContactPoints
from glimpse_gitops.grafana.refusal import REDACTED
from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.sandbox import SandboxServer


def channel(uid: str, type: str = "email", **settings: Any) -> dict[str, Any]:
    given = settings or {"addresses": "a@example.org"}
    return {"uid": uid, "type": type, "disableResolveMessage": False, "settings": given}


def point(*channels: dict[str, Any], name: str = "oncall") -> Resource:
    return Resource(ResourceId(ResourceKind.CONTACT_POINT, name), name, {"integrations": list(channels)})


def live_of(points: ContactPoints, name: str = "oncall") -> Resource:
    live = points.read_one(ResourceId(ResourceKind.CONTACT_POINT, name))
    assert live is not None
    return live


def written(server: SandboxServer) -> list[tuple[str, str]]:
    return [(entry.method, entry.path.rpartition("/")[2]) for entry in server.requests.writes()]


def test_channels_of_one_name_are_one_object(client: Client) -> None:
    points = ContactPoints(client)
    points.write(point(channel("b"), channel("a")), None, {})
    points.write(point(channel("c"), name="other"), None, {})
    live = {id.identity: one for id, one in points.read(()).items()}
    assert [one["uid"] for one in live["oncall"].spec["integrations"]] == ["a", "b"]
    assert [one["uid"] for one in live["other"].spec["integrations"]] == ["c"]


def test_only_the_channels_that_changed_are_written(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    points.write(point(channel("a"), channel("b"), channel("c")), None, {})
    server.requests.clear()
    points.write(point(channel("a"), channel("b", addresses="new@example.org"), channel("d")), live_of(points), {})
    assert written(server) == [("PUT", "b"), ("POST", "contact-points"), ("DELETE", "c")]


def test_a_secret_goes_to_its_place_and_comes_back_redacted(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    desired = point(channel("mail"), channel("slack", "slack", recipient="#ops", token=REDACTED))
    points.write(desired, None, {"/integrations/1/settings/token": "xoxb-geheim"})
    assert server.requests.writes()[-1].body["settings"] == {"recipient": "#ops", "token": "xoxb-geheim"}
    assert live_of(points).spec["integrations"][1]["settings"] == {"recipient": "#ops", "token": REDACTED}


def test_a_secret_that_is_given_is_sent_though_nothing_else_changed(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    desired = point(channel("mail"), channel("slack", "slack", recipient="#ops", token=REDACTED))
    points.write(desired, None, {"/integrations/1/settings/token": "old"})
    server.requests.clear()
    points.write(desired, live_of(points), {"/integrations/1/settings/token": "rotated"})
    assert written(server) == [("PUT", "slack")]
    assert server.requests.writes()[0].body["settings"]["token"] == "rotated"


def test_a_stored_secret_is_kept_where_no_value_is_given(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    given = {"/integrations/0/settings/token": "xoxb"}
    points.write(point(channel("slack", "slack", recipient="#ops", token=REDACTED)), None, given)
    points.write(point(channel("slack", "slack", recipient="#new", token=REDACTED)), live_of(points), {})
    assert server.requests.writes()[-1].body["settings"] == {"recipient": "#new", "token": REDACTED}


def test_the_word_redacted_is_never_stored_as_a_secret(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    with pytest.raises(MissingSecretError, match='the secret in "token"'):
        points.write(point(channel("slack", "slack", recipient="#ops", token=REDACTED)), None, {})
    hook = channel("hook", "webhook", url="http://127.0.0.1:9", tlsConfig={"caCertificate": REDACTED})
    points.write(point(hook), None, {"/integrations/0/settings/tlsConfig/caCertificate": "ca"})
    assert server.requests.writes()[-1].body["settings"]["tlsConfig"] == {"caCertificate": "ca"}
    changed = channel("hook", "webhook", url="http://127.0.0.1:8", tlsConfig={"caCertificate": REDACTED})
    with pytest.raises(MissingSecretError, match='the secret in "tlsConfig"'):
        points.write(point(changed), live_of(points), {})


def test_a_webhooks_address_given_as_a_secret_is_not_overwritten_by_the_word(client: Client) -> None:
    points = ContactPoints(client)
    points.write(point(channel("hook", "webhook", url=REDACTED)), None, {"/integrations/0/settings/url": "http://h"})
    with pytest.raises(MissingSecretError, match='the secret in "url"'):
        points.write(point(channel("hook", "webhook", url=REDACTED, title="t")), live_of(points), {})


def test_a_refusal_does_not_repeat_a_secret(client: Client, server: SandboxServer) -> None:
    server.faults.order(method="POST", status=400, body={"message": "invalid url https://hooks/geheim"})
    desired = point(channel("slack", "slack", url=REDACTED))
    with pytest.raises(RefusedError) as caught:
        ContactPoints(client).write(desired, None, {"/integrations/0/settings/url": "https://hooks/geheim"})
    assert "geheim" not in caught.value.message
    assert 'channel "slack"' in caught.value.message


def test_a_creation_that_was_cut_off_after_it_arrived_is_done(client: Client, server: SandboxServer) -> None:
    points = ContactPoints(client)
    server.faults.order(method="POST", drop="after")
    given = {"/integrations/0/settings/token": "xoxb"}
    points.write(point(channel("slack", "slack", recipient="#ops", token=REDACTED), channel("mail")), None, given)
    assert len(live_of(points).spec["integrations"]) == 2


def test_a_uid_of_another_contact_point_is_refused_with_its_reason(client: Client) -> None:
    points = ContactPoints(client)
    points.write(point(channel("a")), None, {})
    with pytest.raises(GlimpseError) as caught:
        points.write(point(channel("a"), name="other"), None, {})
    assert not isinstance(caught.value, ConflictError)
    assert "oncall" in caught.value.message


def test_what_provisioning_files_keep_is_known(client: Client, server: SandboxServer) -> None:
    body = [{**channel("f"), "name": "oncall", "provenance": "file"}]
    server.faults.order(path="/contact-points", status=200, body=body)
    live = live_of(ContactPoints(client))
    assert (live.keeper, live.provenance) == ("file", "file")


def test_one_in_use_is_not_deleted_and_the_reason_is_named(client: Client) -> None:
    points = ContactPoints(client)
    points.write(point(channel("a")), None, {})
    client.api.alertingprovisioning.set_notification_policy_tree({"receiver": "oncall"})
    with pytest.raises(RefusedError) as caught:
        points.delete(live_of(points))
    assert not isinstance(caught.value, ConflictError)
    assert "notification policy" in caught.value.hint
