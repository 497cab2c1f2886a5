"""What accounts with less than all rights are told: absent, forbidden, or not yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from . import bodies
from .grafana import Grafana, Reply, segment

NOWHERE = "gitops-contract-none"


@pytest.fixture
def hidden(grafana: Grafana) -> str:
    """The uid of a folder that only administrators may see, with a dashboard and a rule group `g` in it."""
    uid = grafana.name("hidden")
    grafana.made("POST", "/api/folders", {"uid": uid, "title": uid})
    body = {"dashboard": bodies.dashboard(f"{uid}-d"), "folderUid": uid, "overwrite": False}
    grafana.made("POST", "/api/dashboards/db", body)
    path = f"/api/v1/provisioning/folder/{uid}/rule-groups/g"
    grafana.made("PUT", path, bodies.group(uid, "g", bodies.rule(f"{uid}-r")))
    grafana.made("POST", f"/api/folders/{uid}/permissions", {"items": []})
    return uid


def create_by_token(editor: Grafana, annotations: dict[str, str]) -> str:
    uid = editor.name("d")
    body = bodies.resource(uid, bodies.dashboard(uid), annotations=annotations)
    editor.made("POST", editor.resources("dashboards"), body)
    return editor.resources("dashboards", uid)


def test_what_is_missing_is_absent_for_an_editor_or_forbidden_by_the_classic_api(editor: Grafana) -> None:
    assert editor.get(f"/api/folders/{NOWHERE}").status == 403
    assert editor.get(f"/api/dashboards/uid/{NOWHERE}").status in (403, 404)
    if editor.variant.resource_api:
        for kind in ("folders", "dashboards"):
            assert editor.get(editor.resources(kind, NOWHERE)).status == 404


def test_what_may_not_be_seen_is_forbidden(editor: Grafana, hidden: str) -> None:
    assert editor.get(f"/api/folders/{hidden}").status == 403
    assert editor.get(f"/api/dashboards/uid/{hidden}-d").status == 403
    assert editor.get(f"/api/ruler/grafana/api/v1/rules/{hidden}/g").status == 403
    if editor.variant.resource_api:
        assert editor.get(editor.resources("folders", hidden)).status == 403
        assert editor.get(editor.resources("dashboards", f"{hidden}-d")).status == 403


def test_what_may_not_be_seen_is_missing_from_listings_without_a_word(editor: Grafana, hidden: str) -> None:
    rules = editor.get("/api/ruler/grafana/api/v1/rules")
    assert rules.status == 200
    assert f"{hidden}-r" not in rules.text
    if editor.variant.resource_api:
        for kind in ("folders", "dashboards"):
            listing = editor.get(f"{editor.resources(kind)}?limit=500")
            assert listing.status == 200
            assert hidden not in {item["metadata"]["name"].removesuffix("-d") for item in listing.body["items"]}


def test_a_uid_that_may_not_be_seen_is_taken_all_the_same(editor: Grafana, hidden: str) -> None:
    assert editor.post("/api/folders", {"uid": hidden, "title": "x"}).status in (403, 409, 412)
    body = {"dashboard": bodies.dashboard(f"{hidden}-d", "x"), "folderUid": "", "overwrite": False}
    assert editor.post("/api/dashboards/db", body).status >= 400


def test_refusals_name_the_missing_permission(token_for: Callable[[str], Grafana]) -> None:
    viewer = token_for("Viewer")
    refusal = viewer.post("/api/folders", {"uid": viewer.name("f"), "title": "x"})
    assert refusal.status == 403
    assert "folders:create" in refusal.body["message"]


def test_a_dashboard_that_a_token_makes_with_the_grant_is_the_tokens_own(
    with_resources: Grafana, editor: Grafana
) -> None:
    path = create_by_token(editor, {"grafana.app/grant-permissions": "default"})
    item = editor.get(path)
    assert item.status == 200
    assert editor.put(path, item.body).status == 200
    assert editor.delete(path).status == 200


def test_a_dashboard_that_a_token_makes_without_the_grant_is_closed_to_it(
    with_resources: Grafana, editor: Grafana
) -> None:
    path = create_by_token(editor, {})
    assert editor.get(path).status == 403
    assert with_resources.get(path).status == 200


def test_a_folder_that_a_token_makes_is_open_to_it_at_once_on_12_and_later_on_11(editor: Grafana) -> None:
    uid = editor.name("f")
    editor.made("POST", "/api/folders", {"uid": uid, "title": uid})
    path = f"/api/v1/provisioning/folder/{uid}/rule-groups/g"
    rules = editor.put(path, bodies.group(uid, "g", bodies.rule(editor.name("r"))))
    body = {"dashboard": bodies.dashboard(editor.name("d")), "folderUid": uid, "overwrite": False}
    dashboard = editor.post("/api/dashboards/db", body)
    assert (rules.status, dashboard.status) in editor.variant.first_writes_in_new_folder


def test_a_folder_that_seems_empty_to_a_token_is_not_deleted_with_what_it_holds(
    with_resources: Grafana, editor: Grafana
) -> None:
    """Unified storage hides from counts what is new, and refuses by itself; SQL storage is the other way round."""
    uid, inside = editor.name("f"), with_resources.name("d")
    editor.made("POST", "/api/folders", {"uid": uid, "title": uid})
    body = {"dashboard": bodies.dashboard(inside), "folderUid": uid, "overwrite": False}
    with_resources.made("POST", "/api/dashboards/db", body)
    counted = sum(editor.get(f"/api/folders/{uid}/counts").body.values())
    assert counted == 1 or editor.delete(editor.resources("folders", uid)).status == 400
    assert with_resources.get(f"/api/dashboards/uid/{inside}").status == 200


def test_a_listing_of_folders_shows_tokens_one_that_is_none(with_resources: Grafana, editor: Grafana) -> None:
    everything = _names(with_resources)
    assert "sharedwithme" not in everything
    assert _names(editor) - everything <= {"sharedwithme"}


def test_an_editor_may_read_and_write_the_notifications(editor: Grafana) -> None:
    base = "/api/v1/provisioning"
    assert [editor.get(f"{base}/{what}").status for what in ("contact-points", "policies", "templates")] == [200] * 3
    name = editor.name("cp")
    replies: list[Reply] = [
        editor.post(f"{base}/contact-points", bodies.webhook(name, name)),
        editor.put(f"{base}/templates/{name}", {"template": f'{{{{ define "{name}" }}}}x{{{{ end }}}}', "version": ""}),
        editor.post(f"{base}/mute-timings", {"name": name, "time_intervals": []}),
    ]
    assert [reply.status for reply in replies] == [202, 202, 201]


def _names(grafana: Grafana) -> set[Any]:
    found: set[Any] = set()
    token = ""
    while True:
        page = grafana.get(f"{grafana.resources('folders')}?limit=500&continue={segment(token)}").body
        found |= {item["metadata"]["name"] for item in page["items"]}
        token = page["metadata"].get("continue", "")
        if not token:
            return found
