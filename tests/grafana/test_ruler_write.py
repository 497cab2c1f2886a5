from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.errors import ConflictError, RefusedError
from glimpse_gitops.grafana.client import Client
from glimpse_gitops.grafana.rule_groups import RuleGroups
from glimpse_gitops.grafana.ruler_write import ruler_body
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.plan.diff import changed_fields
from glimpse_gitops.sandbox import SandboxServer

from .test_rule_groups import group, live_of, pauses, rule


@pytest.fixture
def groups(client: Client, server: SandboxServer) -> RuleGroups:
    """Rule groups as an account writes them that may not provision."""
    for uid in ("team-a", "team-b"):
        client.api.folder.create_folder("Same title", uid=uid)
    client.rules_by_ruler = True
    server.requests.clear()
    return RuleGroups(client)


def full(uid: str) -> dict[str, Any]:
    more = {"keep_firing_for": "10m", "missingSeriesEvalsToResolve": 3}
    return rule(uid, labels={"severity": "critical"}, annotations={"summary": "x"}, isPaused=True, **more)


def test_every_key_is_sent_and_none_is_0() -> None:
    (sent,) = ruler_body({"title": "g", "interval": 90, "rules": [rule("a", isPaused=False)]})["rules"]
    assert (sent["for"], sent["keep_firing_for"], sent["labels"], sent["annotations"]) == ("5m", "0s", {}, {})
    assert sent["grafana_alert"]["missing_series_evals_to_resolve"] == 0
    assert not {"record", "notification_settings"} & set(sent["grafana_alert"])


def test_the_group_and_its_settings_are_sent_in_the_rulers_words() -> None:
    settings = {"receiver": "mail"}
    body = ruler_body({"title": "g", "interval": 90, "rules": [full("a") | {"notification_settings": settings}]})
    assert (body["name"], body["interval"]) == ("g", "90s")
    alert = body["rules"][0]["grafana_alert"]
    assert alert["notification_settings"] == settings
    assert (alert["no_data_state"], alert["exec_err_state"], alert["is_paused"]) == ("OK", "Error", True)
    assert alert["missing_series_evals_to_resolve"] == 3


def test_a_recording_rule_has_no_states() -> None:
    recording = {"uid": "a", "title": "a", "data": [], "record": {"metric": "a:b", "from": "A"}, "isPaused": False}
    alert = ruler_body({"title": "g", "interval": 60, "rules": [recording]})["rules"][0]["grafana_alert"]
    assert (alert["record"], alert["no_data_state"], alert["condition"]) == ({"metric": "a:b", "from": "A"}, "", "")


@pytest.mark.parametrize("version", ["12.4"])
def test_what_was_written_is_read_back_equal(groups: RuleGroups, server: SandboxServer) -> None:
    wanted = group(full("a"), rule("b"), name="더 / more?")
    groups.write(wanted, None, {})
    live = live_of(groups, "더 / more?")
    assert changed_fields(live, wanted) == ()
    assert live.provenance == ""
    assert [one.path for one in server.requests.writes()] == ["/api/ruler/grafana/api/v1/rules/team-a"]
    bare = group(rule("a", isPaused=False), rule("b"), name="더 / more?")
    groups.write(bare, live, {})
    assert changed_fields(live_of(groups, "더 / more?"), bare) == ()


def test_a_paused_rule_stays_paused(groups: RuleGroups) -> None:
    groups.write(group(rule("a", isPaused=True), rule("b")), None, {})
    groups.write(group(rule("a", labels={"x": "y"}), rule("b"), rule("c")), live_of(groups), {})
    assert pauses(live_of(groups)) == {"a": True, "b": False, "c": False}


def test_a_group_is_deleted_by_itself_and_when_it_has_no_rules(groups: RuleGroups, server: SandboxServer) -> None:
    for _ in range(2):
        groups.write(group(rule("a"), name="a / b"), None, {})
        live = live_of(groups, "a / b")
        groups.delete(live)
        groups.delete(live)
        groups.write(group(rule("a"), name="a / b"), None, {})
        groups.write(group(name="a / b"), live_of(groups, "a / b"), {})
    deletes = [one for one in server.requests.writes() if one.method == "DELETE"]
    assert len(deletes) == 4
    assert all(one.path.startswith("/api/ruler/") for one in deletes)


def test_what_changed_between_plan_and_write_is_left_as_it_is(groups: RuleGroups) -> None:
    groups.write(group(rule("a")), None, {})
    seen = live_of(groups)
    groups.write(group(rule("a"), rule("b")), seen, {})
    with pytest.raises(ConflictError):
        groups.write(group(rule("a"), rule("c")), seen, {})
    with pytest.raises(ConflictError):
        groups.delete(seen)
    assert set(pauses(live_of(groups))) == {"a", "b"}


def test_rules_that_are_locked_are_refused_and_stay(groups: RuleGroups) -> None:
    groups.client.rules_by_ruler = False
    groups.write(group(rule("a")), None, {})
    groups.client.rules_by_ruler = True
    live = live_of(groups)
    with pytest.raises(RefusedError, match="created via provisioning API"):
        groups.write(group(rule("a"), rule("b")), live, {})
    with pytest.raises(RefusedError, match="created via provisioning API"):
        groups.delete(live)
    assert live_of(groups).spec == live.spec


def test_an_answer_that_was_lost_is_made_up_for_by_a_look(groups: RuleGroups, server: SandboxServer) -> None:
    server.faults.order(method="POST", path="/api/ruler/", nth=1, times=1, drop="after")
    wanted: Resource = group(rule("a"))
    groups.write(wanted, None, {})
    assert changed_fields(live_of(groups), wanted) == ()


@pytest.mark.parametrize("version", ["11.6"])
def test_a_title_that_another_rule_has_is_no_conflict_of_writers(groups: RuleGroups) -> None:
    groups.write(group(rule("a", title="Down")), None, {})
    taken = replace(group(rule("b", title="Down"), name="other"))
    with pytest.raises(RefusedError, match="should be unique") as refusal:
        groups.write(taken, None, {})
    assert not isinstance(refusal.value, ConflictError)
    assert "title" in refusal.value.hint


@pytest.mark.parametrize("version", ["11.6"])
def test_titles_are_exchanged_within_a_group(groups: RuleGroups) -> None:
    groups.write(group(rule("a", title="One"), rule("b", title="Two")), None, {})
    groups.write(group(rule("a", title="Two"), rule("b", title="One")), live_of(groups), {})
    assert [one["title"] for one in live_of(groups).spec["rules"]] == ["Two", "One"]
