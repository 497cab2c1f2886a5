"""Rules by the ruler's API: how an account that may edit one folder writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from . import bodies
from .grafana import Grafana, Reply, segment

RULER = "/api/ruler/grafana/api/v1/rules"


def ruler_rule(rule: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rule of `bodies` in the ruler's form, with the two keys that 12 asks for; `more` goes into `grafana_alert`."""
    alert = {
        "uid": rule["uid"],
        "title": rule["title"],
        "condition": rule["condition"],
        "data": rule["data"],
        "no_data_state": rule["noDataState"],
        "exec_err_state": rule["execErrState"],
        "is_paused": rule["isPaused"],
        "missing_series_evals_to_resolve": 0,
        **more,
    }
    kept = {key: rule[key] for key in ("for", "labels", "annotations")}
    return {**kept, "keep_firing_for": "0s", "grafana_alert": alert}


@dataclass(frozen=True)
class Team:
    """A folder, and the account that may edit no other."""

    account: Grafana
    folder: str
    source: str

    def rule(self, uid: str, title: str = "", **more: Any) -> dict[str, Any]:
        rule = bodies.rule(uid, title)
        rule["data"] = [
            {**node, "datasourceUid": self.source if node["refId"] == "A" else "__expr__"} for node in rule["data"]
        ]
        return ruler_rule(rule, **more)

    def post(self, name: str, *rules: dict[str, Any], folder: str = "", interval: str = "60s") -> Reply:
        body = {"name": name, "interval": interval, "rules": list(rules)}
        for _ in range(5):
            reply = self.account.post(f"{RULER}/{segment(folder or self.folder)}", body)
            if "database is locked" not in reply.text:
                break
        return reply

    def delete(self, name: str) -> Reply:
        return self.account.delete(f"{RULER}/{segment(self.folder)}/{segment(name)}")

    def group(self, name: str) -> Any:
        return self.account.get(f"{RULER}/{segment(self.folder)}/{segment(name)}").body


@pytest.fixture
def team_of(grafana: Grafana, folder: str) -> Callable[[str], Team]:
    """`team_of("Viewer")`: a folder with the one account that may edit it, of that role."""

    def make(role: str) -> Team:
        source = grafana.name("source")
        grafana.made("POST", "/api/datasources", bodies.datasource(source))
        name = grafana.name(role.lower())
        account = grafana.made("POST", "/api/serviceaccounts", {"name": name, "role": role})
        items = [{"userId": account["id"], "permission": 2}]
        grafana.made("POST", f"/api/folders/{folder}/permissions", {"items": items})
        token = grafana.made("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": name})["key"]
        return Team(replace(grafana, authorization=f"Bearer {token}"), folder, source)

    return make


@pytest.fixture
def team(team_of: Callable[[str], Team]) -> Team:
    return team_of("Viewer")


def test_who_may_edit_the_folder_writes_rules_without_a_lock(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("r")
    made = team.post("더 / g?", team.rule(uid))
    assert (made.status, made.body["created"]) == (202, [uid])
    again = team.post("더 / g?", team.rule(uid))
    assert (again.status, again.body["updated"]) == (202, [uid])
    stored = grafana.get(f"/api/v1/provisioning/alert-rules/{uid}").body
    assert not stored.get("provenance")
    assert (stored["folderUID"], stored["ruleGroup"]) == (team.folder, "더 / g?")
    assert team.group("더 / g?")["interval"] == "1m"


def test_who_may_edit_the_folder_may_not_provision(team: Team) -> None:
    path = f"/api/v1/provisioning/folder/{segment(team.folder)}/rule-groups/g"
    refusal = team.account.put(path, bodies.group(team.folder, "g", bodies.rule(team.account.name("r"))))
    assert refusal.status == 403


def test_new_rules_want_two_keys_since_12(grafana: Grafana, team: Team) -> None:
    for missing in ("keep_firing_for", "missing_series_evals_to_resolve"):
        rule = team.rule(grafana.name("r"))
        rule.pop(missing, None)
        rule["grafana_alert"].pop(missing, None)
        assert team.post("g", rule).status == (400 if grafana.variant.keeps_firing else 202)


def test_none_of_the_two_is_what_0_says(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("r")
    full = team.rule(uid, missing_series_evals_to_resolve=3) | {"keep_firing_for": "10m"}
    assert team.post("g", full).status == 202
    if grafana.variant.keeps_firing:
        (rule,) = team.group("g")["rules"]
        assert rule["keep_firing_for"] == "10m"
        assert rule["grafana_alert"]["missing_series_evals_to_resolve"] == 3
    assert team.post("g", team.rule(uid)).status == 202
    (rule,) = team.group("g")["rules"]
    assert rule.get("keep_firing_for", "0s") == "0s"
    assert "missing_series_evals_to_resolve" not in rule["grafana_alert"]


def test_what_a_rule_leaves_out_stays_but_for_labels_and_annotations(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("r")
    team.post("g", team.rule(uid, is_paused=True) | {"for": "7m"})
    less = team.rule(uid)
    for key in ("for", "keep_firing_for", "labels", "annotations"):
        less.pop(key)
    less["grafana_alert"].pop("is_paused")
    assert team.post("g", less).status == 202
    (rule,) = team.group("g")["rules"]
    assert (rule["for"], rule["grafana_alert"]["is_paused"]) == ("7m", True)
    assert not rule.get("labels")
    assert not rule.get("annotations")


def test_rules_go_from_one_group_to_another_and_away(grafana: Grafana, team: Team) -> None:
    one, two, three = (grafana.name("r") for _ in range(3))
    assert team.post("g", team.rule(one), team.rule(two)).status == 202
    moved = team.post("h", team.rule(three), team.rule(two))
    assert moved.body["created"] == [three]
    assert two in moved.body["updated"]
    assert [rule["grafana_alert"]["uid"] for rule in team.group("g")["rules"]] == [one]
    assert team.post("h", team.rule(three)).body["deleted"] == [two]
    assert team.post("h").body["deleted"] == [three]
    assert not (team.group("h") or {}).get("rules")


def test_titles_are_exchanged_and_taken_ones_refused_on_11(grafana: Grafana, team: Team) -> None:
    one, two, three = (grafana.name("r") for _ in range(3))
    team.post("g", team.rule(one), team.rule(two))
    assert team.post("g", team.rule(one, two), team.rule(two, one)).status == 202
    taken = team.post("h", team.rule(three, one))
    if grafana.variant.taken_title == 200:
        assert taken.status == 202
    else:
        assert (taken.status, taken.message_id) == (409, "alerting.alert-rule.conflict")


def test_one_uid_twice_and_other_nonsense_is_refused(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("r")
    assert team.post("g", team.rule(uid), team.rule(uid, "other")).status == 400
    assert team.post("g", team.rule("a b")).status == 400
    assert team.post("g", team.rule(uid), interval="61s").status == 400
    settings = {"receiver": "gitops-contract-none"}
    assert team.post("g", team.rule(uid, notification_settings=settings)).status == 400


def test_recording_rules_are_taken_since_12(grafana: Grafana, team: Team) -> None:
    record = {"metric": "a:b", "from": "A"}
    blank = {"condition": "", "no_data_state": "", "exec_err_state": ""}
    reply = team.post("g", team.rule(grafana.name("r"), record=record, **blank))
    assert reply.status == (202 if grafana.variant.keeps_firing else 400)


def test_what_is_locked_is_left_alone(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("r")
    locked = bodies.group(team.folder, "locked", bodies.rule(uid))
    grafana.made("PUT", f"/api/v1/provisioning/folder/{segment(team.folder)}/rule-groups/locked", locked)
    for refusal in (
        team.post("locked", team.rule(uid)),
        team.post("elsewhere", team.rule(uid)),
        replace(team, account=grafana).post("locked", team.rule(uid)),
        team.delete("locked"),
    ):
        assert refusal.status == 400
        assert "provisioning" in refusal.body["message"]


def test_groups_are_deleted_there_or_not(grafana: Grafana, team: Team) -> None:
    team.post("a / b", team.rule(grafana.name("r")))
    assert team.delete("a / b").status == 202
    assert not (team.group("a / b") or {}).get("rules")
    assert team.delete("a / b").status == 202


def test_other_folders_are_closed(grafana: Grafana, team: Team) -> None:
    other = grafana.name("other")
    grafana.made("POST", "/api/folders", {"uid": other, "title": other})
    for folder in (other, "gitops-contract-none"):
        assert team.post("g", team.rule(grafana.name("r")), folder=folder).status == 403


def test_who_may_not_query_a_data_source_writes_no_rule_on_it(grafana: Grafana, team_of: Callable[[str], Team]) -> None:
    team = team_of("None")
    refusal = team.post("g", team.rule(grafana.name("r")))
    assert (refusal.status, refusal.message_id) == (403, "alerting.unauthorized")
    assert "datasources:query" in refusal.body["extra"]["permissions"]
    replace(team, account=grafana).post("g", team.rule(grafana.name("r")))
    assert team.group("g")["rules"]
    assert team.delete("g").status == (202 if grafana.variant.keeps_firing else 403)


def test_an_account_of_no_role_reads_its_folder_and_no_notification_object(
    grafana: Grafana, team_of: Callable[[str], Team]
) -> None:
    team = team_of("None")
    assert team.account.get(RULER).status == 200
    assert team.account.get("/api/prometheus/grafana/api/v1/rules").status == 200
    for path in ("contact-points", "policies", "mute-timings", "templates"):
        assert team.account.get(f"/api/v1/provisioning/{path}").status == 403
    assert team.account.get(f"/api/datasources/uid/{team.source}").status == 403


def test_a_viewer_reads_them(team: Team) -> None:
    for path in ("contact-points", "policies", "mute-timings", "templates"):
        assert team.account.get(f"/api/v1/provisioning/{path}").status == 200
    assert team.account.get(f"/api/datasources/uid/{team.source}").status == 200


def test_subfolders_are_made_in_the_folder_and_none_beside_it(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("sub")
    assert team.account.post("/api/folders", {"uid": uid, "title": uid, "parentUid": team.folder}).status == 200
    assert team.account.post("/api/folders", {"uid": grafana.name("root"), "title": "x"}).status == 403


def test_pages_are_found_by_their_tag_in_every_folder(grafana: Grafana, team: Team) -> None:
    uid = grafana.name("page")
    body = {"dashboard": bodies.dashboard(uid), "folderUid": team.folder, "overwrite": False}
    grafana.made("POST", "/api/dashboards/db", body)
    if grafana.variant.unified:
        pytest.skip("its search lags; listings show them there")
    hits = team.account.get("/api/search?tag=gitops&type=dash-db&limit=1000").body
    assert uid in {hit["uid"] for hit in hits}
