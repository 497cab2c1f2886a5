"""Dashboards through the classic endpoints, and the search for them."""

from __future__ import annotations

import json

from .bodies import dash, mkfolder, rmfolder, save
from .recorder import Recorder


def _save_and_lock(r: Recorder) -> None:
    mkfolder(r, "d-f", "D folder")
    r.call("POST", "/api/dashboards/db", save("d-1", folder="d-f", overwrite=False, message="first"))
    r.call("GET", "/api/dashboards/uid/d-1")
    r.call("POST", "/api/dashboards/db", save("d-1", folder="d-f", overwrite=True), note="identical content")
    r.call(
        "POST",
        "/api/dashboards/db",
        save("d-1", folder="d-f", overwrite=False),
        note="exists, no version, no overwrite",
    )
    _, live = r.call("GET", "/api/dashboards/uid/d-1")
    version = live["dashboard"]["version"]
    r.call(
        "POST",
        "/api/dashboards/db",
        save("d-1", folder="d-f", overwrite=False, dashboard=dash("d-1", "Dash 2", version=version)),
        note="right version",
    )
    r.call(
        "POST",
        "/api/dashboards/db",
        save("d-1", folder="d-f", overwrite=False, dashboard=dash("d-1", "Dash 3", version=version)),
        note="stale version",
    )
    r.call(
        "POST",
        "/api/dashboards/db",
        save("d-1", folder="d-f", overwrite=True, dashboard=dash("d-1", "Dash 4", version=version)),
        note="stale version, overwrite",
    )
    r.call(
        "POST",
        "/api/dashboards/db",
        save("d-new", folder="d-f", overwrite=False, dashboard=dash("d-new", "New", version=7)),
        note="new, but a version is given",
    )
    r.call(
        "POST", "/api/dashboards/db", {"dashboard": dash("d-1", "Dash 5"), "overwrite": True}, note="folderUid left out"
    )
    r.call("GET", "/api/dashboards/uid/d-1", keep=lambda b: {"meta": b["meta"]})


def _refuse_dashboards(r: Recorder) -> None:
    r.call("POST", "/api/dashboards/db", save("d-2", folder="nope"), note="unknown folder")
    r.call(
        "POST", "/api/dashboards/db", save("d-2", folder="d-f", title="Dash 5"), note="title taken in another folder"
    )
    r.call(
        "POST", "/api/dashboards/db", save("d-3", folder="d-f", title="Dash 5"), note="title taken in the same folder"
    )
    r.call("POST", "/api/dashboards/db", save("d-4", title=""), note="empty title")
    r.call("POST", "/api/dashboards/db", save("bad uid!", title="Bad"), note="illegal uid")
    r.call("POST", "/api/dashboards/db", save("y" * 41, title="Long"), note="41 characters")
    r.call("POST", "/api/dashboards/db", save("d-5", dashboard=dash("d-5", id=99999)), note="an id that does not exist")
    r.call(
        "POST", "/api/dashboards/db", save("d-6", dashboard=dash("d-6", tags=["t" * 51])), note="tag of 51 characters"
    )
    r.call(
        "POST", "/api/dashboards/db", save("d-7", dashboard=dash("d-7", refresh="1s")), note="refresh below the minimum"
    )
    r.call("GET", "/api/dashboards/uid/d-7")
    r.call("POST", "/api/dashboards/db", {"overwrite": True}, note="no dashboard")
    r.call("POST", "/api/dashboards/db", {"dashboard": {}, "overwrite": True}, note="empty dashboard")
    r.call(
        "POST", "/api/dashboards/db", raw="{broken", headers={"Content-Type": "application/json"}, note="broken JSON"
    )
    r.call(
        "POST",
        "/api/dashboards/db",
        raw=json.dumps(save("d-8")),
        headers={"Content-Type": "text/plain"},
        note="wrong content type",
    )


def _keep_old_versions(r: Recorder) -> None:
    old = {
        "uid": "d-old",
        "title": "Old shape",
        "schemaVersion": 12,
        "rows": [
            {
                "title": "r",
                "panels": [
                    {
                        "id": 1,
                        "type": "graph",
                        "title": "G",
                        "span": 12,
                        "datasource": "Prometheus",
                        "targets": [{"expr": "up", "refId": "A"}],
                    }
                ],
            }
        ],
        "time": {"from": "now-1h", "to": "now"},
    }
    r.call("POST", "/api/dashboards/db", save("d-old", dashboard=old), note="schemaVersion 12 with rows")
    r.call("GET", "/api/dashboards/uid/d-old", note="is it migrated on save?")
    r.call("GET", "/api/dashboards/uid/d-1/versions")
    r.call("GET", "/api/dashboards/uid/d-1/versions/1")
    r.call("POST", "/api/dashboards/uid/d-1/restore", {"version": 1})
    r.call("GET", "/api/dashboards/uid/nope", note="missing")
    r.call("GET", "/api/dashboards/tags")
    for uid in ("d-1", "d-new", "d-2", "d-3", "d-5", "d-6", "d-7", "d-8", "d-old"):
        r.call("DELETE", f"/api/dashboards/uid/{uid}")
    r.call("DELETE", "/api/dashboards/uid/nope", note="missing")
    rmfolder(r, "d-f")


def dashboards(r: Recorder) -> None:
    """Saved, locked, refused, listed by version, restored, deleted."""
    _save_and_lock(r)
    _refuse_dashboards(r)
    _keep_old_versions(r)


def search(r: Recorder) -> None:
    mkfolder(r, "s-f", "S folder")
    for i in range(5):
        r.call(
            "POST",
            "/api/dashboards/db",
            save(
                f"s-{i}",
                folder="s-f" if i % 2 else "",
                title=f"S {i}",
                dashboard=dash(f"s-{i}", f"S {i}", tags=["one"] + (["two"] if i > 2 else [])),
            ),
            note="set-up",
        )
    r.call("GET", "/api/search?type=dash-db")
    r.call("GET", "/api/search?type=dash-folder")
    r.call("GET", "/api/search?type=dash-db&tag=one&tag=two", note="tags are ANDed")
    r.call("GET", "/api/search?type=dash-db&folderUIDs=s-f")
    r.call("GET", "/api/search?type=dash-db&folderUIDs=general")
    r.call("GET", "/api/search?type=dash-db&dashboardUIDs=s-1&dashboardUIDs=s-2")
    r.call("GET", "/api/search?type=dash-db&query=S%203")
    r.call("GET", "/api/search?type=dash-db&limit=2&page=1")
    r.call("GET", "/api/search?type=dash-db&limit=2&page=3")
    r.call("GET", "/api/search?type=dash-db&limit=5001", note="over the maximum")
    for i in range(5):
        r.call("DELETE", f"/api/dashboards/uid/s-{i}")
    rmfolder(r, "s-f")
