"""Folders, as far as both APIs are used for them."""

from __future__ import annotations

from typing import Any

from . import bodies
from .grafana import Grafana, Reply, segment


def create(grafana: Grafana, title: str = "", **more: str) -> str:
    uid = grafana.name("f")
    grafana.made("POST", "/api/folders", {"uid": uid, "title": title or uid, **more})
    return uid


def shown(grafana: Grafana, uid: str) -> dict[str, Any]:
    """Title, parent and description, as the adapter reads them."""
    if grafana.variant.resource_api:
        item = grafana.get(grafana.resources("folders", uid)).body
        parent = item["metadata"]["annotations"].get("grafana.app/folder", "")
        return {"title": item["spec"]["title"], "parent": parent, "text": item["spec"].get("description") or ""}
    folder = grafana.get(f"/api/folders/{uid}").body
    return {"title": folder["title"], "parent": folder.get("parentUid") or "", "text": folder.get("description", "")}


def version(grafana: Grafana, uid: str) -> str:
    return str(grafana.get(grafana.resources("folders", uid)).body["metadata"]["resourceVersion"])


def test_a_folder_reads_back_as_it_was_created(grafana: Grafana) -> None:
    above = create(grafana)
    title = f"{grafana.prefix}한국어 / a?b#c"
    uid = create(grafana, title, parentUid=above, description="Why it is there")
    text = "Why it is there" if grafana.variant.folder_description else ""
    assert shown(grafana, uid) == {"title": title, "parent": above, "text": text}


def test_a_missing_folder_is_answered_with_404(grafana: Grafana) -> None:
    assert grafana.get("/api/folders/gitops-contract-none").status == 404
    if grafana.variant.resource_api:
        assert grafana.get(grafana.resources("folders", "gitops-contract-none")).status == 404


def test_a_taken_uid_is_refused(grafana: Grafana, folder: str) -> None:
    refusal = grafana.post("/api/folders", {"uid": folder, "title": "another"})
    assert refusal.status in (409, 412)
    assert shown(grafana, folder)["title"] == folder


def test_of_creators_that_race_for_a_uid_one_wins(grafana: Grafana) -> None:
    uid = grafana.name("race")

    def attempt() -> Reply:
        return grafana.post("/api/folders", {"uid": uid, "title": uid})

    assert [status for status in grafana.race([attempt] * 6) if status < 300] == [200]


def test_an_unknown_parent_makes_an_orphan_or_is_refused(grafana: Grafana) -> None:
    uid = grafana.name("orphan")
    reply = grafana.post("/api/folders", {"uid": uid, "title": uid, "parentUid": "gitops-contract-none"})
    assert reply.status == grafana.variant.unknown_parent


def test_two_folders_may_have_one_title(grafana: Grafana) -> None:
    assert shown(grafana, create(grafana, "gitops-contract twice")) == shown(
        grafana, create(grafana, "gitops-contract twice")
    )


def test_one_listing_shows_folders_of_all_levels(with_resources: Grafana) -> None:
    above = create(with_resources)
    below = create(with_resources, parentUid=above)
    found: dict[str, Any] = {}
    token = ""
    while True:
        page = with_resources.get(f"{with_resources.resources('folders')}?limit=2&continue={segment(token)}").body
        assert len(page["items"]) <= 2
        assert not set(found) & {item["metadata"]["name"] for item in page["items"]}
        found |= {item["metadata"]["name"]: item for item in page["items"]}
        token = page["metadata"].get("continue", "")
        if not token:
            break
    assert found[below]["metadata"]["annotations"]["grafana.app/folder"] == above
    assert "grafana.app/folder" not in found[above]["metadata"]["annotations"]
    assert found[below]["spec"]["title"] == below
    assert found[below]["metadata"]["resourceVersion"] == version(with_resources, below)


def test_a_put_changes_title_description_and_parent_together(with_resources: Grafana) -> None:
    above, uid = create(with_resources), create(with_resources)
    spec = {"title": f"{uid} new", "description": "text"}
    body = bodies.resource(uid, spec, above, resourceVersion=version(with_resources, uid))
    assert with_resources.put(with_resources.resources("folders", uid), body).status == 200
    assert shown(with_resources, uid) == {"title": f"{uid} new", "parent": above, "text": "text"}


def test_a_put_without_the_folder_annotation_moves_to_the_root(with_resources: Grafana) -> None:
    above = create(with_resources)
    uid = create(with_resources, parentUid=above)
    body = bodies.resource(uid, {"title": uid}, None, resourceVersion=version(with_resources, uid))
    assert with_resources.put(with_resources.resources("folders", uid), body).status == 200
    assert shown(with_resources, uid)["parent"] == ""


def test_every_change_gives_a_new_version(with_resources: Grafana) -> None:
    uid = create(with_resources)
    before = version(with_resources, uid)
    body = bodies.resource(uid, {"title": f"{uid} new"}, resourceVersion=before)
    with_resources.made("PUT", with_resources.resources("folders", uid), body)
    assert (version(with_resources, uid) != before) is with_resources.variant.folder_versions_differ


def test_a_stale_put_is_refused_in_unified_storage_only(with_resources: Grafana) -> None:
    uid = create(with_resources)
    path = with_resources.resources("folders", uid)
    stale = bodies.resource(uid, {"title": f"{uid} new"}, resourceVersion="1")
    reply = with_resources.put(path, stale)
    assert reply.status == with_resources.variant.stale_folder
    if reply.status == 409:
        assert reply.body["reason"] == "Conflict"
        assert shown(with_resources, uid)["title"] == uid


def test_a_delete_of_a_changed_folder_is_refused_in_unified_storage_only(with_resources: Grafana) -> None:
    uid = create(with_resources)
    options = {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"resourceVersion": "1"}}
    path = with_resources.resources("folders", uid)
    assert with_resources.delete(path, options).status == with_resources.variant.stale_folder
    assert with_resources.get(path).status == (200 if with_resources.variant.unified else 404)


def test_an_empty_folder_is_deleted_at_its_version(with_resources: Grafana) -> None:
    uid = create(with_resources)
    conditions = {"resourceVersion": version(with_resources, uid)}
    options = {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": conditions}
    path = with_resources.resources("folders", uid)
    assert with_resources.delete(path, options).status == 200
    assert with_resources.get(path).status == 404
    assert with_resources.delete(path, options).status == 404


def test_a_folder_that_holds_something_is_deleted_as_a_resource_in_sql_storage_only(with_resources: Grafana) -> None:
    holders = {what: create(with_resources) for what in ("folder", "dashboard", "rules")}
    create(with_resources, parentUid=holders["folder"])
    _dashboard_in(with_resources, holders["dashboard"])
    _rules_in(with_resources, holders["rules"])
    paths = {what: with_resources.resources("folders", uid) for what, uid in holders.items()}
    told = {what: with_resources.delete(path).status for what, path in paths.items()}
    assert told == with_resources.variant.full_folder_delete


def test_counts_tell_what_a_folder_holds(grafana: Grafana) -> None:
    uid = create(grafana)
    assert not any(grafana.get(f"/api/folders/{uid}/counts").body.values())
    _rules_in(grafana, uid)
    assert sum(grafana.get(f"/api/folders/{uid}/counts").body.values()) == 1
    _dashboard_in(grafana, uid)
    assert sum(grafana.get(f"/api/folders/{uid}/counts").body.values()) == 2
    create(grafana, parentUid=uid)
    assert sum(grafana.get(f"/api/folders/{uid}/counts").body.values()) == 3


def test_counts_of_a_missing_folder_are_zero(grafana: Grafana) -> None:
    counts = grafana.get(f"/api/folders/{grafana.name('none')}/counts")
    assert counts.status == 200
    assert not any(counts.body.values())


def test_the_classic_put_refuses_a_stale_version(grafana: Grafana, folder: str) -> None:
    now = grafana.get(f"/api/folders/{folder}").body["version"]
    path = f"/api/folders/{folder}"
    assert grafana.put(path, {"title": "new", "version": now}).status == 200
    assert grafana.put(path, {"title": "newer", "version": now}).status == 412
    assert grafana.get(path).body["version"] > now


def test_the_classic_move_takes_a_folder_below_another_and_back(grafana: Grafana, folder: str) -> None:
    above = create(grafana)
    assert grafana.post(f"/api/folders/{folder}/move", {"parentUid": above}).status == 200
    assert shown(grafana, folder)["parent"] == above
    assert grafana.post(f"/api/folders/{folder}/move", {"parentUid": ""}).status == 200
    assert shown(grafana, folder)["parent"] == ""


def test_the_classic_delete_takes_an_empty_folder_and_is_told_when_it_is_gone(grafana: Grafana, folder: str) -> None:
    assert grafana.delete(f"/api/folders/{folder}").status == 200
    assert grafana.get(f"/api/folders/{folder}").status == 404
    assert grafana.delete(f"/api/folders/{folder}").status == 404


def _dashboard_in(grafana: Grafana, folder: str) -> None:
    uid = grafana.name("d")
    body = {"dashboard": bodies.dashboard(uid), "folderUid": folder, "overwrite": False}
    grafana.made("POST", "/api/dashboards/db", body)


def _rules_in(grafana: Grafana, folder: str) -> None:
    path = f"/api/v1/provisioning/folder/{folder}/rule-groups/g"
    grafana.made("PUT", path, bodies.group(folder, "g", bodies.rule(grafana.name("r"))))
