"""Dashboards as resources, on Grafana 12 and newer."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from . import bodies
from .grafana import Grafana, Reply, segment

FOLDER = "grafana.app/folder"
NOWHERE = "gitops-contract-none"

pytestmark = pytest.mark.usefixtures("with_resources")


def create(grafana: Grafana, folder: str = "", **more: Any) -> str:
    uid = grafana.name("d")
    body = bodies.resource(uid, bodies.dashboard(uid, **more), folder)
    grafana.made("POST", grafana.resources("dashboards"), body)
    return uid


def read(grafana: Grafana, uid: str) -> Any:
    reply = grafana.get(grafana.resources("dashboards", uid))
    assert reply.status == 200
    return reply.body


def version(grafana: Grafana, uid: str) -> str:
    return str(read(grafana, uid)["metadata"]["resourceVersion"])


def put(grafana: Grafana, uid: str, seen: str, folder: str | None = "", **more: Any) -> Reply:
    body = bodies.resource(uid, bodies.dashboard(uid, **more), folder, resourceVersion=seen)
    return grafana.put(grafana.resources("dashboards", uid), body)


def without_numbers(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in ("id", "version", "uid")}


def test_a_dashboard_is_stored_as_it_was_sent(grafana: Grafana, folder: str) -> None:
    sent = bodies.dashboard(
        grafana.name("d"),
        "한국어 / a?b#c",
        unknownKey={"kept": [1, 2.5, True]},
        time={"from": "now-6h", "to": "now"},
        templating={"list": []},
        annotations={"list": []},
        refresh="30s",
        schemaVersion=36,
    )
    made = grafana.post(grafana.resources("dashboards"), bodies.resource(sent["uid"], sent, folder))
    assert made.status == 201
    item = read(grafana, sent["uid"])
    assert without_numbers(item["spec"]) == without_numbers(sent)
    assert item["metadata"]["annotations"][FOLDER] == folder


def test_a_text_panel_keeps_every_byte(grafana: Grafana) -> None:
    content = '# 한국어\n\n<!-- manifest\n{"a": "<b>&amp;\\u2028\\"}\n-->\n\t trailing  \n' + "x" * 100_000
    panel = {"id": 1, "type": "text", "options": {"mode": "markdown", "content": content}}
    uid = create(grafana, panels=[panel])
    assert read(grafana, uid)["spec"]["panels"] == [panel]


def test_a_dashboard_in_the_root_names_no_folder(grafana: Grafana) -> None:
    assert read(grafana, create(grafana))["metadata"]["annotations"].get(FOLDER, "") == ""


def test_a_missing_dashboard_is_answered_with_404(grafana: Grafana) -> None:
    refusal = grafana.get(grafana.resources("dashboards", NOWHERE))
    assert refusal.status == 404
    assert refusal.body["reason"] == "NotFound"


def test_a_taken_uid_is_refused(grafana: Grafana) -> None:
    uid = create(grafana)
    body = bodies.resource(uid, bodies.dashboard(uid, "another"))
    refusal = grafana.post(grafana.resources("dashboards"), body)
    assert refusal.status == 409
    assert refusal.body["reason"] == "AlreadyExists"
    assert read(grafana, uid)["spec"]["title"] == uid


def test_of_creators_that_race_for_a_uid_one_wins(grafana: Grafana) -> None:
    uid = grafana.name("race")

    def attempt() -> Reply:
        return grafana.post(grafana.resources("dashboards"), bodies.resource(uid, bodies.dashboard(uid)))

    assert [status for status in grafana.race([attempt] * 4) if status < 300] == [201]


def test_a_write_of_the_version_that_was_read_succeeds_and_gives_a_new_one(grafana: Grafana) -> None:
    uid = create(grafana)
    before = version(grafana, uid)
    assert put(grafana, uid, before, title="new").status == 200
    assert read(grafana, uid)["spec"]["title"] == "new"
    assert version(grafana, uid) != before


def test_a_write_of_a_stale_version_is_refused_and_changes_nothing(grafana: Grafana) -> None:
    uid = create(grafana)
    before = version(grafana, uid)
    assert put(grafana, uid, before, title="somebody was faster").status == 200
    refusal = put(grafana, uid, before, title="too late")
    assert refusal.status == 409
    assert refusal.body["reason"] == "Conflict"
    assert read(grafana, uid)["spec"]["title"] == "somebody was faster"


def test_of_writers_that_race_one_wins_in_unified_storage(grafana: Grafana) -> None:
    uid = create(grafana)
    seen = version(grafana, uid)
    attempts = [partial(put, grafana, uid, seen, title=f"writer {number}") for number in range(4)]
    winners = [status for status in grafana.race(attempts) if status < 300]
    assert winners == [200] or (winners and not grafana.variant.unified)


def test_a_write_that_changes_nothing_leaves_the_content_as_it_is(grafana: Grafana) -> None:
    uid = create(grafana)
    before = read(grafana, uid)
    assert put(grafana, uid, before["metadata"]["resourceVersion"]).status == 200
    after = read(grafana, uid)
    assert without_numbers(after["spec"]) == without_numbers(before["spec"])


def test_a_write_to_a_dashboard_that_was_deleted_is_refused(grafana: Grafana) -> None:
    uid = create(grafana)
    seen = version(grafana, uid)
    grafana.made("DELETE", grafana.resources("dashboards", uid), None)
    assert put(grafana, uid, seen, title="back again").status == grafana.variant.write_to_deleted
    assert grafana.get(grafana.resources("dashboards", uid)).status == 404


def test_a_write_without_the_folder_annotation_moves_to_the_root(grafana: Grafana, folder: str) -> None:
    uid = create(grafana, folder)
    assert put(grafana, uid, version(grafana, uid), None).status == 200
    assert FOLDER not in read(grafana, uid)["metadata"]["annotations"]


def test_a_write_with_another_folder_moves_there(grafana: Grafana, folder: str) -> None:
    uid = create(grafana)
    assert put(grafana, uid, version(grafana, uid), folder).status == 200
    assert read(grafana, uid)["metadata"]["annotations"][FOLDER] == folder


def test_an_unknown_folder_is_refused(grafana: Grafana) -> None:
    uid = grafana.name("d")
    body = bodies.resource(uid, bodies.dashboard(uid), NOWHERE)
    assert grafana.post(grafana.resources("dashboards"), body).status == 404
    assert grafana.get(grafana.resources("dashboards", uid)).status == 404


def test_a_move_to_an_unknown_folder_is_refused(grafana: Grafana, folder: str) -> None:
    uid = create(grafana, folder)
    assert put(grafana, uid, version(grafana, uid), NOWHERE).status == 500
    assert read(grafana, uid)["metadata"]["annotations"][FOLDER] == folder


@pytest.mark.parametrize(
    ("fault", "status"),
    [({"title": ""}, 400), ({"refresh": "1s"}, 400), ({"uid": "x" * 41}, 400), ({"uid": "not/a/uid"}, 422)],
)
def test_what_no_dashboard_can_be_is_refused(grafana: Grafana, fault: dict[str, str], status: int) -> None:
    sent = bodies.dashboard(grafana.name("d")) | fault
    refusal = grafana.post(grafana.resources("dashboards"), bodies.resource(sent["uid"], sent))
    assert refusal.status == status
    assert refusal.body["message"]


def test_a_dashboard_is_deleted_at_its_version_only(grafana: Grafana) -> None:
    uid = create(grafana)
    path = grafana.resources("dashboards", uid)
    options = {"kind": "DeleteOptions", "apiVersion": "v1"}
    seen = version(grafana, uid)
    assert put(grafana, uid, seen, title="somebody was faster").status == 200
    refusal = grafana.delete(path, {**options, "preconditions": {"resourceVersion": seen}})
    assert refusal.status == 409
    assert refusal.body["reason"] == "Conflict"
    now = {"resourceVersion": version(grafana, uid)}
    assert grafana.delete(path, {**options, "preconditions": now}).status == 200
    assert grafana.delete(path, {**options, "preconditions": now}).status == 404


def test_the_listing_holds_whole_dashboards_at_their_versions_page_by_page(grafana: Grafana, folder: str) -> None:
    made = [create(grafana, where, unknownKey=["kept"]) for where in (folder, "", folder)]
    found: dict[str, Any] = {}
    token = ""
    while True:
        page = grafana.get(f"{grafana.resources('dashboards')}?limit=2&continue={segment(token)}").body
        assert len(page["items"]) <= 2
        assert not set(found) & {item["metadata"]["name"] for item in page["items"]}
        found |= {item["metadata"]["name"]: item for item in page["items"]}
        token = page["metadata"].get("continue", "")
        if not token:
            break
    for uid in made:
        alone = read(grafana, uid)
        assert found[uid]["spec"] == alone["spec"]
        assert found[uid]["metadata"]["resourceVersion"] == alone["metadata"]["resourceVersion"]
        assert found[uid]["metadata"]["annotations"].get(FOLDER) == alone["metadata"]["annotations"].get(FOLDER)


def test_the_message_of_a_write_is_in_the_version_history(grafana: Grafana) -> None:
    uid = create(grafana)
    notes = {"grafana.app/message": "commit 1234"}
    body = bodies.resource(uid, bodies.dashboard(uid, "new"), annotations=notes, resourceVersion=version(grafana, uid))
    grafana.made("PUT", grafana.resources("dashboards", uid), body)
    history = grafana.get(f"/api/dashboards/uid/{uid}/versions").body
    assert history["versions"][0]["message"] == "commit 1234"


def test_the_keeper_of_a_dashboard_is_told_in_unified_storage_only(grafana: Grafana) -> None:
    uid = grafana.name("d")
    notes = {"grafana.app/managedBy": "kubectl", "grafana.app/managerId": "somebody"}
    body = bodies.resource(uid, bodies.dashboard(uid), annotations=notes)
    grafana.made("POST", grafana.resources("dashboards"), body)
    told = read(grafana, uid)["metadata"]["annotations"].get("grafana.app/managedBy")
    assert told == ("kubectl" if grafana.variant.unified else None)


def test_a_dashboard_in_the_newer_schema_says_so(grafana: Grafana) -> None:
    uid = grafana.name("d")
    grafana.made("POST", grafana.resources("dashboards").replace("v0alpha1", "v2beta1"), _newer(uid))
    status = read(grafana, uid)["status"]
    assert status["conversion"]["storedVersion"].startswith("v2")
    listing = grafana.get(f"{grafana.resources('dashboards')}?limit=500").body["items"]
    listed = next(item for item in listing if item["metadata"]["name"] == uid)
    assert listed["status"]["conversion"]["storedVersion"].startswith("v2")


def test_a_dashboard_in_the_classic_schema_does_not_say_so(grafana: Grafana) -> None:
    status = read(grafana, create(grafana)).get("status") or {}
    assert not status.get("conversion", {}).get("storedVersion", "").startswith("v2")


def _newer(uid: str) -> dict[str, Any]:
    """A dashboard with tabs, which the classic schema cannot express."""
    tab = {"kind": "TabsLayoutTab", "spec": {"title": "One", "layout": {"kind": "GridLayout", "spec": {"items": []}}}}
    return {
        "apiVersion": "dashboard.grafana.app/v2beta1",
        "kind": "Dashboard",
        "metadata": {"name": uid},
        "spec": {
            "title": uid,
            "annotations": [],
            "cursorSync": "Off",
            "editable": True,
            "elements": {},
            "layout": {"kind": "TabsLayout", "spec": {"tabs": [tab]}},
            "links": [],
            "preload": False,
            "tags": [],
            "timeSettings": {
                "autoRefresh": "",
                "autoRefreshIntervals": [],
                "fiscalYearStartMonth": 0,
                "from": "now-6h",
                "hideTimepicker": False,
                "timezone": "browser",
                "to": "now",
            },
            "variables": [],
        },
    }
