"""Reading rules: one request of the ruler for all groups, one for a single group."""

from __future__ import annotations

from typing import Any

from . import bodies
from .grafana import Grafana, segment

RULER = "/api/ruler/grafana/api/v1/rules"


def write(grafana: Grafana, folder: str, name: str, *rules: dict[str, Any], interval: int = 60) -> None:
    path = f"/api/v1/provisioning/folder/{segment(folder)}/rule-groups/{segment(name)}"
    grafana.made("PUT", path, bodies.group(folder, name, *rules, interval=interval))


def only(grafana: Grafana, folder: str, **more: Any) -> dict[str, Any]:
    """A rule after a write with some keys of its own, as the ruler shows it."""
    write(grafana, folder, "g", bodies.rule(grafana.name("r"), **more))
    (rule,) = grafana.get(f"{RULER}/{segment(folder)}/g").body["rules"]
    return dict(rule)


def groups_in(grafana: Grafana, folder: str) -> dict[str, dict[str, Any]]:
    """The groups of the listing whose rules name the folder."""
    listing = grafana.get(RULER)
    assert listing.status == 200
    groups = [group for folder_groups in listing.body.values() for group in folder_groups]
    return {g["name"]: g for g in groups if g["rules"][0]["grafana_alert"]["namespace_uid"] == folder}


def test_the_listing_holds_each_group_with_interval_order_and_content(grafana: Grafana, folder: str) -> None:
    sent = [bodies.rule(grafana.name("r"), isPaused=paused) for paused in (True, False)]
    write(grafana, folder, "더 / more", *sent, interval=90)
    write(grafana, folder, "other", bodies.rule(grafana.name("r")))
    found = groups_in(grafana, folder)
    assert set(found) == {"더 / more", "other"}
    assert found["더 / more"]["interval"] == "1m30s"
    for wire, rule in zip(found["더 / more"]["rules"], sent, strict=True):
        stored = wire["grafana_alert"]
        assert (wire["for"], wire["labels"], wire["annotations"]) == (rule["for"], rule["labels"], rule["annotations"])
        assert {key: stored[key] for key in ("uid", "title", "condition")} == {
            key: rule[key] for key in ("uid", "title", "condition")
        }
        assert (stored["no_data_state"], stored["exec_err_state"]) == ("OK", "Error")
        assert (stored["is_paused"], stored["provenance"]) == (rule["isPaused"], "api")
        assert stored["rule_group"] == "더 / more"
        assert stored["updated_by"]["name"]


def test_a_single_group_is_shown_as_in_the_listing(grafana: Grafana, folder: str) -> None:
    write(grafana, folder, "a/b", bodies.rule(grafana.name("r")))
    reply = grafana.get(f"{RULER}/{segment(folder)}/{segment('a/b')}")
    assert reply.status == 202
    assert reply.body == groups_in(grafana, folder)["a/b"]


def test_rules_name_their_folder_where_titles_repeat_or_nest(grafana: Grafana, folder: str) -> None:
    inner, twin = grafana.name("f"), grafana.name("f")
    grafana.made("POST", "/api/folders", {"uid": inner, "title": "in / side", "parentUid": folder})
    grafana.made("POST", "/api/folders", {"uid": twin, "title": folder})
    for uid in (folder, inner, twin):
        write(grafana, uid, "g", bodies.rule(grafana.name("r")))
    for uid in (folder, inner, twin):
        assert set(groups_in(grafana, uid)) == {"g"}


def test_a_missing_group_has_no_rules(grafana: Grafana, folder: str) -> None:
    reply = grafana.get(f"{RULER}/{segment(folder)}/none")
    assert reply.status in (202, 404)
    assert not reply.body.get("rules")


def test_a_group_in_a_missing_folder_is_called_forbidden(grafana: Grafana) -> None:
    assert grafana.get(f"{RULER}/gitops-contract-none/g").status == 403


def test_durations_come_back_in_the_largest_units(grafana: Grafana, folder: str) -> None:
    for sent, shown in (("90m", "1h30m"), ("24h", "1d"), ("0s", "0s"), ("60s", "1m")):
        assert only(grafana, folder, **{"for": sent}).get("for", "0s") == shown


def test_queries_come_back_as_sent_but_for_two_defaults(grafana: Grafana, folder: str) -> None:
    sent = bodies.rule("")["data"]
    for node, back in zip(sent, only(grafana, folder)["grafana_alert"]["data"], strict=True):
        assert {key: back[key] for key in ("refId", "datasourceUid", "relativeTimeRange")} == {
            key: node[key] for key in ("refId", "datasourceUid", "relativeTimeRange")
        }
        assert set(back) - set(node) <= {"queryType"}
        assert not back.get("queryType")
        added = {key: value for key, value in back["model"].items() if key not in node["model"]}
        assert added == {"intervalMs": 1000, "maxDataPoints": 43200}
        assert {key: back["model"][key] for key in node["model"]} == node["model"]


def test_labels_and_annotations_may_be_left_out(grafana: Grafana, folder: str) -> None:
    rule = only(grafana, folder, labels={}, annotations={})
    assert not rule.get("labels")
    assert not rule.get("annotations")


def test_the_link_to_a_panel_is_kept(grafana: Grafana, folder: str) -> None:
    link = {"__dashboardUid__": "gitops-contract-none", "__panelId__": "7", "summary": "x"}
    assert only(grafana, folder, annotations=link)["annotations"] == link


def test_values_are_kept_to_the_letter(grafana: Grafana, folder: str) -> None:
    text = {"summary": "{{ $values.A.Value }}\n\t한국어 <b>&amp;\\n  ", "empty": ""}
    assert only(grafana, folder, annotations=text)["annotations"] == text
    assert only(grafana, folder, labels={"severity": " a b "})["labels"] == {"severity": " a b "}


def test_keep_firing_for_and_missing_series_are_kept_since_12(grafana: Grafana, folder: str) -> None:
    rule = only(grafana, folder, keep_firing_for="10m", missingSeriesEvalsToResolve=3)
    kept = (rule.get("keep_firing_for"), rule["grafana_alert"].get("missing_series_evals_to_resolve"))
    assert kept == (("10m", 3) if grafana.variant.keeps_firing else (None, None))


def test_notification_settings_come_back_as_sent(grafana: Grafana, folder: str, contact_point: str) -> None:
    sent = {
        "receiver": contact_point,
        "group_by": ["alertname", "grafana_folder", "severity"],
        "group_wait": "30s",
        "group_interval": "5m",
        "repeat_interval": "4h",
    }
    assert only(grafana, folder, notification_settings=sent)["grafana_alert"]["notification_settings"] == sent


def test_the_states_name_every_rule_by_its_uid(grafana: Grafana, folder: str) -> None:
    uid = grafana.name("r")
    write(grafana, folder, "g", bodies.rule(uid))
    answer = grafana.get("/api/prometheus/grafana/api/v1/rules")
    assert answer.status == 200
    rules = [rule for group in answer.body["data"]["groups"] for rule in group["rules"]]
    (ours,) = [rule for rule in rules if rule["uid"] == uid]
    assert not ours.get("alerts")


def test_a_group_disappears_from_the_listing_with_its_rules(grafana: Grafana, folder: str) -> None:
    write(grafana, folder, "g", bodies.rule(grafana.name("r")))
    grafana.made("DELETE", f"/api/v1/provisioning/folder/{segment(folder)}/rule-groups/g", None)
    assert groups_in(grafana, folder) == {}
