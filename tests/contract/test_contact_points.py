"""Contact points: a flat list of channels that share names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from . import bodies
from .grafana import EDITABLE, NO_HEADERS, Grafana, Reply, segment

LIST = "/api/v1/provisioning/contact-points"
POLICIES = "/api/v1/provisioning/policies"
REDACTED = "[REDACTED]"


def path_of(uid: str) -> str:
    return f"{LIST}/{segment(uid)}"


def channels(grafana: Grafana, name: str) -> list[dict[str, Any]]:
    """The channels of one contact point, in the server's order."""
    reply = grafana.get(f"{LIST}?name={segment(name)}")
    assert reply.status == 200
    return list(reply.body)


def create(grafana: Grafana, channel: dict[str, Any], editable: bool = False) -> str:
    grafana.made("POST", LIST, channel, EDITABLE if editable else NO_HEADERS)
    return str(channel["uid"])


def decrypted(grafana: Grafana, name: str) -> Any:
    """The settings of the first channel, secrets included."""
    reply = grafana.get(f"{LIST}/export?format=json&decrypt=true&name={segment(name)}")
    return reply.body["contactPoints"][0]["receivers"][0]["settings"]


@pytest.mark.parametrize("what", ["plain", "한국어 채널", "a/b?c#d%e&f+g"])
def test_a_contact_point_reads_back_as_it_was_sent(grafana: Grafana, what: str) -> None:
    uid, name = grafana.name("cp"), grafana.name(what)
    sent = {**bodies.webhook(uid, name, httpMethod="PUT", maxAlerts=5), "disableResolveMessage": True}
    assert grafana.post(LIST, sent).status == 202
    (found,) = channels(grafana, name)
    assert {key: found[key] for key in ("uid", "name", "type", "disableResolveMessage")} == {
        key: sent[key] for key in ("uid", "name", "type", "disableResolveMessage")
    }
    assert found["settings"].items() >= sent["settings"].items()
    assert found["provenance"] == "api"


def test_an_unknown_name_lists_nothing(grafana: Grafana) -> None:
    assert channels(grafana, "gitops-contract-none") == []


def test_channels_of_one_name_are_listed_by_their_uids(grafana: Grafana) -> None:
    name, uids = grafana.name("many"), [grafana.name("cp") for _ in range(3)]
    for uid in (uids[2], uids[0], uids[1]):
        create(grafana, bodies.webhook(uid, name))
    assert [channel["uid"] for channel in channels(grafana, name)] == uids
    assert [channel["uid"] for channel in grafana.get(LIST).body if channel["name"] == name] == uids


def test_a_taken_uid_is_refused(grafana: Grafana) -> None:
    uid = create(grafana, bodies.webhook(grafana.name("cp"), grafana.name("one")))
    refusal = grafana.post(LIST, bodies.webhook(uid, grafana.name("two")))
    assert refusal.status == grafana.variant.taken_channel.status
    assert refusal.message_id == grafana.variant.taken_channel.message_id


def test_a_broken_channel_is_refused_with_its_reason(grafana: Grafana) -> None:
    name = grafana.name("cp")
    refusal = grafana.post(LIST, {**bodies.slack(name, name), "settings": {"recipient": "#a"}})
    assert refusal.status == 400
    assert refusal.text
    assert channels(grafana, name) == []


def test_a_secret_at_the_top_is_redacted_and_kept_by_that_word(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.slack(name, name))
    (found,) = channels(grafana, name)
    assert found["settings"]["url"] == REDACTED
    assert grafana.put(path_of(uid), bodies.slack(uid, name, url=REDACTED, recipient="#b")).status == 202
    settings = decrypted(grafana, name)
    assert (settings["url"], settings["recipient"]) == ("https://hooks.slack.example/CANARY-slack", "#b")


def test_a_new_secret_replaces_the_old_one(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.slack(name, name))
    assert grafana.put(path_of(uid), bodies.slack(uid, name, url="https://hooks.slack.example/new")).status == 202
    assert decrypted(grafana, name)["url"] == "https://hooks.slack.example/new"


def test_for_a_nested_secret_that_word_is_stored(grafana: Grafana) -> None:
    name, tls = grafana.name("cp"), {"caCertificate": "CANARY-ca", "insecureSkipVerify": True}
    uid = create(grafana, bodies.webhook(name, name, tlsConfig=tls))
    (found,) = channels(grafana, name)
    assert found["settings"]["tlsConfig"] == {**tls, "caCertificate": REDACTED}
    again = bodies.webhook(uid, name, tlsConfig={**tls, "caCertificate": REDACTED})
    assert grafana.put(path_of(uid), again).status == 202
    assert decrypted(grafana, name)["tlsConfig"]["caCertificate"] == REDACTED


def test_the_secret_of_a_signature_is_redacted_since_12(grafana: Grafana) -> None:
    name = grafana.name("cp")
    create(grafana, bodies.webhook(name, name, hmacConfig={"secret": "CANARY-hmac", "header": "X-S"}))
    shown = channels(grafana, name)[0]["settings"]["hmacConfig"]["secret"]
    assert shown == (REDACTED if grafana.variant.signature_redacted else "CANARY-hmac")


def test_deleting_channels_one_by_one_deletes_the_contact_point(grafana: Grafana) -> None:
    name, first, second = grafana.name("cp"), grafana.name("cp"), grafana.name("cp")
    create(grafana, bodies.webhook(first, name))
    create(grafana, bodies.webhook(second, name))
    assert grafana.delete(path_of(first)).status == 202
    assert [channel["uid"] for channel in channels(grafana, name)] == [second]
    assert grafana.delete(path_of(second)).status == 202
    assert channels(grafana, name) == []


def test_deleting_what_is_gone_is_no_error(grafana: Grafana) -> None:
    assert grafana.delete(path_of("gitops-contract-none")).status == 202


def test_one_that_the_policies_use_is_not_deleted(
    grafana: Grafana, contact_point: str, policies: Callable[..., Reply]
) -> None:
    tree = grafana.get(POLICIES).body
    route = {"object_matchers": [["gitops_contract", "=", "cp"]], "receiver": contact_point}
    assert policies({**tree, "routes": [*tree.get("routes", []), route]}).status == 202
    refusal = grafana.delete(path_of(contact_point))
    assert refusal.status == 409
    assert refusal.message_id == "alerting.notifications.contact-points.referenced"
    assert channels(grafana, contact_point)


def test_one_that_a_rule_uses_is_not_deleted(grafana: Grafana, contact_point: str, folder: str) -> None:
    rule = bodies.rule(grafana.name("r"), notification_settings={"receiver": contact_point})
    path = f"/api/v1/provisioning/folder/{folder}/rule-groups/g"
    grafana.made("PUT", path, bodies.group(folder, "g", rule))
    refusal = grafana.delete(path_of(contact_point))
    assert refusal.status == 409
    assert refusal.message_id == "alerting.notifications.contact-points.used-by-rule"
    grafana.made("DELETE", path, None)
    assert grafana.delete(path_of(contact_point)).status == 202


def test_the_header_leaves_a_contact_point_editable(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.webhook(name, name), editable=True)
    assert not channels(grafana, name)[0].get("provenance")
    assert grafana.put(path_of(uid), bodies.webhook(uid, name, httpMethod="PUT"), EDITABLE).status == 202
    assert not channels(grafana, name)[0].get("provenance")


def test_a_write_without_the_header_locks_an_editable_one(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.webhook(name, name), editable=True)
    assert grafana.put(path_of(uid), bodies.webhook(uid, name)).status == 202
    assert channels(grafana, name)[0]["provenance"] == "api"


def test_a_locked_contact_point_is_not_made_editable(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.webhook(name, name))
    refusal = grafana.put(path_of(uid), bodies.webhook(uid, name), EDITABLE)
    assert refusal.status == 500
    assert "cannot change provenance" in refusal.text


def test_deleting_takes_no_header(grafana: Grafana) -> None:
    name = grafana.name("cp")
    uid = create(grafana, bodies.webhook(name, name), editable=True)
    assert grafana.delete(path_of(uid)).status == 202
    assert channels(grafana, name) == []


def test_of_writers_that_race_whoever_was_told_so_is_there(grafana: Grafana) -> None:
    """The document has no queue: the slower writers are told 500, newer versions 409, and can try again."""
    names = [grafana.name("race") for _ in range(6)]
    answers: dict[str, int] = {}

    def attempt(name: str) -> Reply:
        reply = grafana.post(LIST, bodies.webhook(name, name))
        answers[name] = reply.status
        return reply

    grafana.race([partial(attempt, name) for name in names])
    assert set(answers.values()) <= {202, 409, 500}
    for name, status in answers.items():
        assert bool(channels(grafana, name)) is (status == 202)
