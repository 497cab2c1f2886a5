"""Dashboards through the resource API."""

from __future__ import annotations

import json
from pathlib import Path

from .bodies import mkfolder, rmfolder, save
from .recorder import Recorder

V2_DASHBOARD = Path(__file__).parents[1] / "recordings" / "v2-dashboard.json"


def resource_api(r: Recorder) -> None:
    k = "/apis/dashboard.grafana.app"
    r.call(
        "GET",
        k,
        keep=lambda b: (
            {"versions": [v["version"] for v in b.get("versions", [])], "preferred": b.get("preferredVersion")}
            if isinstance(b, dict) and "versions" in b
            else b
        ),
    )
    r.call("POST", "/api/dashboards/db", save("ra-1", message="hello"), note="set-up")
    for v in ("v0alpha1", "v1beta1", "v2beta1"):
        r.call("GET", f"{k}/{v}/namespaces/default/dashboards/ra-1")
    _, got = r.call("GET", f"{k}/v1beta1/namespaces/default/dashboards/ra-1")
    if isinstance(got, dict) and got.get("metadata"):
        meta = got["metadata"]
        meta.setdefault("annotations", {})["grafana.app/managedBy"] = "kubectl"
        meta["annotations"]["grafana.app/managerId"] = "glimpse"
        r.call("PUT", f"{k}/v1beta1/namespaces/default/dashboards/ra-1", got, note="manager annotations added")
        r.call("GET", f"{k}/v1beta1/namespaces/default/dashboards/ra-1", keep=lambda b: b.get("metadata", b))
        r.call(
            "POST", "/api/dashboards/db", save("ra-1", title="Changed"), note="the classic API over a managed dashboard"
        )
        r.call("GET", f"{k}/v1beta1/namespaces/default/dashboards/ra-1", keep=lambda b: b.get("metadata", b))
    r.call("DELETE", "/api/dashboards/uid/ra-1")
    r.call(
        "GET",
        "/apis/notifications.alerting.grafana.app",
        keep=lambda b: (
            {"versions": [v["version"] for v in b.get("versions", [])]}
            if isinstance(b, dict) and "versions" in b
            else b
        ),
    )
    r.call(
        "GET",
        "/apis/rules.alerting.grafana.app",
        keep=lambda b: (
            {"versions": [v["version"] for v in b.get("versions", [])]}
            if isinstance(b, dict) and "versions" in b
            else b
        ),
    )


def resource_writes(r: Recorder) -> None:
    """The resource API as a writer: raw storage, atomic version check, conditional delete, bulk list."""
    k = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards"
    status, _ = r.call("GET", f"{k}?limit=1")
    if status != 200:
        return
    mkfolder(r, "rw-f")
    body = {
        "apiVersion": "dashboard.grafana.app/v0alpha1",
        "kind": "Dashboard",
        "metadata": {"name": "rw-1", "annotations": {"grafana.app/folder": "rw-f", "grafana.app/message": "first"}},
        "spec": {"title": "RW", "schemaVersion": 41, "tags": ["rec"], "panels": [], "unknownKey": {"kept": True}},
    }
    r.call("PUT", f"{k}/rw-1", body, note="creates")
    r.call("POST", k, body, note="exists already")
    _, got = r.call("GET", f"{k}/rw-1")
    r.call("PUT", f"{k}/rw-1", got, note="identical")
    _, now = r.call("GET", f"{k}/rw-1")
    now["spec"]["title"] = "RW 2"
    now["metadata"]["annotations"]["grafana.app/message"] = "second"
    r.call("PUT", f"{k}/rw-1", now, note="changed, right resourceVersion")
    r.call("PUT", f"{k}/rw-1", now, note="changed, stale resourceVersion")
    free = json.loads(json.dumps(body))
    free["spec"]["title"] = "RW 3"
    r.call("PUT", f"{k}/rw-1", free, note="no resourceVersion: unconditional")
    r.call("GET", "/api/dashboards/uid/rw-1", note="seen through the classic API")
    r.call("GET", "/api/dashboards/uid/rw-1/versions")
    bad = json.loads(json.dumps(free))
    bad["metadata"]["annotations"]["grafana.app/folder"] = "nope"
    r.call("PUT", f"{k}/rw-1", bad, note="unknown folder")
    r.call("PUT", f"{k}/other", free, note="name in the path and in the body differ")
    untitled = json.loads(json.dumps(free))
    untitled["spec"]["title"] = ""
    r.call("PUT", f"{k}/rw-1", untitled, note="empty title")
    r.call("PUT", f"{k}/bad%20uid!", {**free, "metadata": {"name": "bad uid!"}}, note="illegal uid")
    for i in range(5):
        r.call("PUT", f"{k}/rw-l{i}", {**body, "metadata": {"name": f"rw-l{i}"}}, note="set-up: list")
    _, page = r.call("GET", f"{k}?limit=2", note="first page")
    r.call("GET", f"{k}?limit=2&continue={page['metadata'].get('continue', '')}", note="second page")
    r.call(
        "DELETE",
        f"{k}/rw-1",
        {"kind": "DeleteOptions", "apiVersion": "v1", "preconditions": {"resourceVersion": "1"}},
        note="precondition not met",
    )
    r.call("DELETE", f"{k}/rw-1")
    r.call("DELETE", f"{k}/rw-1", note="gone already")
    for i in range(5):
        r.call("DELETE", f"{k}/rw-l{i}")
    rmfolder(r, "rw-f")


def stored_as_v2(r: Recorder) -> None:
    """A dashboard saved in the v2 schema (as newer browsers do), seen by clients of the classic JSON."""
    k = "/apis/dashboard.grafana.app"
    spec = json.loads(V2_DASHBOARD.read_text(encoding="utf-8"))
    status, _ = r.call(
        "POST",
        f"{k}/v2beta1/namespaces/default/dashboards",
        {
            "apiVersion": "dashboard.grafana.app/v2beta1",
            "kind": "Dashboard",
            "metadata": {"name": "v2-1"},
            "spec": spec,
        },
    )
    if status != 201:
        return
    r.call("GET", f"{k}/v0alpha1/namespaces/default/dashboards/v2-1", note="status.conversion tells what is stored")
    r.call("GET", f"{k}/v0alpha1/namespaces/default/dashboards?limit=500")
    r.call("GET", "/api/dashboards/uid/v2-1")
    r.call("POST", "/api/dashboards/db", save("v2-1", title="Over"), note="a classic save over it")
    r.call("GET", f"{k}/v0alpha1/namespaces/default/dashboards/v2-1", note="stored as classic again")
    r.call("DELETE", "/api/dashboards/uid/v2-1")
