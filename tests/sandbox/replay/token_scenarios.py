"""Service accounts of every role, and one that may edit a single folder."""

from __future__ import annotations

import json

from .bodies import P, group, mkfolder, rmfolder, rule, save
from .recorder import Recorder

DASHBOARDS = "/apis/dashboard.grafana.app/v0alpha1/namespaces/default/dashboards"


def tokens(r: Recorder) -> None:
    sa = {}
    for role in ("Viewer", "Editor", "Admin"):
        _, made = r.call("POST", "/api/serviceaccounts", {"name": f"sa-{role}", "role": role})
        _, tok = r.call(
            "POST",
            f"/api/serviceaccounts/{made['id']}/tokens",
            {"name": f"tok-{role}"},
            keep=lambda b: {k: ("glsa_…" if k == "key" else v) for k, v in b.items()},
        )
        sa[role] = (made["id"], "Bearer " + tok["key"])
    for role, (_, token) in sa.items():
        n = f"as {role}"
        r.call("GET", "/api/org", auth=token, note=n)
        r.call("GET", f"{P}/alert-rules", auth=token, note=n)
        r.call("GET", f"{P}/contact-points", auth=token, note=n)
        r.call("GET", f"{P}/policies", auth=token, note=n)
        r.call("GET", "/api/datasources", auth=token, note=n)
        r.call("GET", "/api/search?type=dash-db", auth=token, note=n)
        r.call("POST", "/api/folders", {"uid": f"tk-{role}", "title": f"TK {role}"}, auth=token, note=n)
        r.call("POST", "/api/dashboards/db", save(f"tk-{role}", folder=f"tk-{role}"), auth=token, note=n)
        r.call("PUT", f"{P}/folder/tk-{role}/rule-groups/g", group(rule(f"tk-{role}", "T")), auth=token, note=n)
        r.call(
            "POST",
            f"{P}/contact-points",
            {"uid": f"tk-{role}", "name": f"tk {role}", "type": "email", "settings": {"addresses": "a@example.com"}},
            auth=token,
            note=n,
        )
        r.call(
            "POST",
            "/api/datasources",
            {
                "uid": f"tk-{role}",
                "name": f"tk {role}",
                "type": "prometheus",
                "access": "proxy",
                "url": "http://127.0.0.1:9",
            },
            auth=token,
            note=n,
        )
        r.call("DELETE", f"{P}/contact-points/tk-{role}", note="clean up")
        r.call("DELETE", f"/api/datasources/uid/tk-{role}", note="clean up")
        r.call("DELETE", f"/api/dashboards/uid/tk-{role}", note="clean up")
        rmfolder(r, f"tk-{role}")
    r.call("GET", "/api/org", auth=sa["Viewer"][1], headers={"X-Grafana-Org-Id": "2"}, note="token of another org")
    for ident, _ in sa.values():
        r.call("DELETE", f"/api/serviceaccounts/{ident}")


def scoped_tokens(r: Recorder) -> None:
    """A service account that may edit one folder only; an Editor token writing to the root."""
    mkfolder(r, "sc-mine", "SC mine")
    mkfolder(r, "sc-other", "SC other")
    _, sa = r.call("POST", "/api/serviceaccounts", {"name": "sa-scoped", "role": "None"})
    _, tok = r.call(
        "POST", f"/api/serviceaccounts/{sa['id']}/tokens", {"name": "scoped"}, keep=lambda b: {**b, "key": "glsa_…"}
    )
    mine = "Bearer " + tok["key"]
    r.call(
        "POST",
        "/api/folders/sc-mine/permissions",
        {"items": [{"userId": sa["id"], "permission": 2}]},
        note="Edit for the service account, nobody else by role",
    )
    r.call("GET", "/api/folders/sc-mine/permissions")
    k = DASHBOARDS
    n = "as scoped"
    r.call("GET", "/api/folders", auth=mine, note=n)
    r.call("GET", "/apis/folder.grafana.app/v1beta1/namespaces/default/folders", auth=mine, note=n)
    r.call("GET", "/api/folders/sc-other", auth=mine, note=n)
    r.call("POST", "/api/dashboards/db", save("sc-1", folder="sc-mine"), auth=mine, note=n)
    r.call("POST", "/api/dashboards/db", save("sc-2", folder="sc-other"), auth=mine, note=n + ", another folder")
    r.call("POST", "/api/dashboards/db", save("sc-3"), auth=mine, note=n + ", root")
    r.call(
        "POST",
        "/api/folders",
        {"uid": "sc-sub", "title": "SC sub", "parentUid": "sc-mine"},
        auth=mine,
        note=n + ", subfolder",
    )
    r.call("POST", "/api/folders", {"uid": "sc-root", "title": "SC root"}, auth=mine, note=n + ", folder in the root")
    r.call("PUT", f"{P}/folder/sc-mine/rule-groups/g", group(rule("sc-r", "R")), auth=mine, note=n)
    r.call("GET", f"{P}/contact-points", auth=mine, note=n)
    r.call("GET", "/api/ruler/grafana/api/v1/rules", auth=mine, note=n)
    r.call("GET", "/api/search?type=dash-db", auth=mine, note=n)
    r.call("GET", "/api/access-control/user/permissions", auth=mine, note=n)
    r.call(
        "GET",
        f"{k}?limit=500",
        auth=mine,
        note=n,
        keep=lambda b: [x["metadata"]["name"] for x in b["items"]] if isinstance(b, dict) and "items" in b else b,
    )
    editor_id = _act_as_editor(r)
    for uid in ("sc-1", "sc-2", "sc-3", "sc-e3"):
        r.call("DELETE", f"/api/dashboards/uid/{uid}", note="clean up")
    for ident in (sa["id"], editor_id):
        r.call("DELETE", f"/api/serviceaccounts/{ident}", note="clean up")
    rmfolder(r, "sc-mine")
    rmfolder(r, "sc-other")


def _act_as_editor(r: Recorder) -> int:
    """An Editor token in the root; gives the number of its service account."""
    k = DASHBOARDS
    _, ed = r.call("POST", "/api/serviceaccounts", {"name": "sa-root", "role": "Editor"})
    _, tok2 = r.call(
        "POST", f"/api/serviceaccounts/{ed['id']}/tokens", {"name": "root"}, keep=lambda b: {**b, "key": "glsa_…"}
    )
    editor = "Bearer " + tok2["key"]
    status, _ = r.call(
        "GET",
        f"{k}?limit=1",
        note="is there a resource API?",
        keep=lambda b: b if not isinstance(b, dict) or "items" not in b else {"kind": b["kind"]},
    )
    if status == 200:
        body = {
            "apiVersion": "dashboard.grafana.app/v0alpha1",
            "kind": "Dashboard",
            "metadata": {"name": "sc-e1"},
            "spec": {"title": "E1", "schemaVersion": 41, "panels": []},
        }
        r.call("PUT", f"{k}/sc-e1", body, auth=editor, note="Editor, root, nothing granted")
        r.call("GET", f"{k}/sc-e1", auth=editor, note="Editor")
        granted = json.loads(json.dumps(body))
        granted["metadata"] = {"name": "sc-e2", "annotations": {"grafana.app/grant-permissions": "default"}}
        r.call("PUT", f"{k}/sc-e2", granted, auth=editor, note="Editor, root, permissions granted on create")
        r.call("GET", f"{k}/sc-e2", auth=editor, note="Editor")
        r.call(
            "GET",
            "/apis/iam.grafana.app/v0alpha1/namespaces/default/display?key=" + f"service-account:{ed['uid']}",
            note="who is that",
        )
        for uid in ("sc-e1", "sc-e2"):
            r.call("DELETE", f"/api/dashboards/uid/{uid}", note="clean up")
    r.call("POST", "/api/dashboards/db", save("sc-e3"), auth=editor, note="Editor, root, classic")
    r.call(
        "GET",
        "/api/dashboards/uid/sc-e3",
        auth=editor,
        note="Editor",
        keep=lambda b: {"meta": b.get("meta")} if isinstance(b, dict) and "meta" in b else b,
    )
    return int(ed["id"])
