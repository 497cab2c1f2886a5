"""Folders, classic and as resources."""

from __future__ import annotations

from .bodies import P, group, mkfolder, rmfolder, rule, save
from .recorder import Recorder


def folders(r: Recorder) -> None:
    r.call("GET", "/api/folders", note="empty instance")
    r.call("POST", "/api/folders", {"uid": "f-a", "title": "Team A"})
    r.call("POST", "/api/folders", {"uid": "f-a", "title": "Team A again"}, note="uid taken")
    r.call("POST", "/api/folders", {"uid": "f-b", "title": "Team A"}, note="same title, other uid")
    r.call("POST", "/api/folders", {"uid": "f-c", "title": "Child", "parentUid": "f-a", "description": "a child"})
    r.call("POST", "/api/folders", {"uid": "f-x", "title": "Orphan", "parentUid": "nope"}, note="unknown parent")
    r.call("POST", "/api/folders", {"title": ""}, note="empty title")
    r.call("POST", "/api/folders", {"uid": "bad uid!", "title": "Bad"}, note="illegal uid")
    r.call("POST", "/api/folders", {"uid": "x" * 41, "title": "Long"}, note="41 characters")
    r.call("POST", "/api/folders", {"uid": "general", "title": "General"}, note="reserved uid")
    r.call("POST", "/api/folders", raw="{not json", headers={"Content-Type": "application/json"}, note="broken JSON")
    r.call("GET", "/api/folders/f-a")
    r.call("GET", "/api/folders/f-c")
    r.call("GET", "/api/folders/nope", note="missing")
    r.call("GET", "/api/folders?parentUid=f-a&limit=1000&page=1")
    r.call("GET", "/api/folders?limit=1&page=1")
    r.call("GET", "/api/folders?limit=1&page=2")
    _, folder = r.call("GET", "/api/folders/f-a")
    r.call("PUT", "/api/folders/f-a", {"title": "Team A2", "version": folder["version"]})
    r.call("PUT", "/api/folders/f-a", {"title": "Team A3", "version": folder["version"]}, note="stale version")
    r.call("PUT", "/api/folders/f-a", {"title": "Team A4", "overwrite": True})
    r.call("PUT", "/api/folders/f-a", {"title": "Team A4", "overwrite": True, "description": "described"})
    r.call("PUT", "/api/folders/nope", {"title": "X", "overwrite": True}, note="missing")
    r.call("POST", "/api/folders/f-c/move", {"parentUid": "f-b"})
    r.call("POST", "/api/folders/f-b/move", {"parentUid": "f-c"}, note="a circle")
    r.call("POST", "/api/folders/f-c/move", {"parentUid": ""}, note="to the root")
    parent = ""
    for depth in range(1, 7):
        r.call(
            "POST",
            "/api/folders",
            {"uid": f"deep-{depth}", "title": f"Deep {depth}", "parentUid": parent},
            note=f"nesting {depth}",
        )
        parent = f"deep-{depth}"
    r.call("POST", "/api/dashboards/db", save("in-deep", folder="deep-1"))
    r.call("GET", "/api/folders/deep-1/counts")
    r.call("DELETE", "/api/folders/deep-1", note="takes everything below with it")
    r.call("GET", "/api/folders/deep-2")
    r.call("GET", "/api/dashboards/uid/in-deep")
    r.call("PUT", f"{P}/folder/f-b/rule-groups/g", group(rule("r-in-folder", "R")), note="set-up: a rule inside")
    r.call("DELETE", "/api/folders/f-b", note="a rule inside, no force")
    r.call("DELETE", "/api/folders/f-b?forceDeleteRules=true")
    r.call("DELETE", "/api/folders/f-b", note="gone already")
    for uid in ("f-c", "f-a", "f-x"):
        r.call("DELETE", f"/api/folders/{uid}")
    r.call("GET", "/api/folders")


def folder_resources(r: Recorder) -> None:
    """Folders through the resource API: one listing of all levels, conditional delete."""
    k = "/apis/folder.grafana.app/v1beta1/namespaces/default/folders"
    status, _ = r.call("GET", k, note="empty instance")
    if status != 200:
        return
    mkfolder(r, "fr-a", "FR A")
    r.call("POST", "/api/folders", {"uid": "fr-b", "title": "FR B", "parentUid": "fr-a"}, note="set-up: nested")
    r.call(
        "POST",
        k,
        {
            "apiVersion": "folder.grafana.app/v1beta1",
            "kind": "Folder",
            "metadata": {"name": "fr-c", "annotations": {"grafana.app/folder": "fr-b"}},
            "spec": {"title": "FR C", "description": "third level"},
        },
    )
    r.call(
        "POST",
        k,
        {
            "apiVersion": "folder.grafana.app/v1beta1",
            "kind": "Folder",
            "metadata": {"name": "fr-c"},
            "spec": {"title": "again"},
        },
        note="name taken",
    )
    r.call("GET", f"{k}?limit=500", note="all levels in one listing")
    _, got = r.call("GET", f"{k}/fr-c")
    if isinstance(got, dict) and "spec" in got:
        got["spec"]["title"] = "FR C2"
        r.call("PUT", f"{k}/fr-c", got)
        r.call("PUT", f"{k}/fr-c", got, note="stale resourceVersion")
    r.call("POST", "/api/dashboards/db", save("fr-d", folder="fr-c"), note="set-up")
    r.call("DELETE", f"{k}/fr-c", note="not empty")
    r.call("DELETE", f"{k}/fr-a", note="has subfolders")
    r.call("DELETE", "/api/dashboards/uid/fr-d", note="set-up")
    r.call(
        "DELETE",
        f"{k}/fr-c",
        {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"resourceVersion": "1"}},
        note="empty, precondition not met",
    )
    r.call("DELETE", f"{k}/fr-c", note="empty")
    rmfolder(r, "fr-a")
