"""What a client asks first."""

from __future__ import annotations

from .bodies import basic
from .recorder import Recorder


def health(r: Recorder) -> None:
    r.call("GET", "/api/health", auth=None, note="no credentials needed")
    r.call("GET", "/api/org", auth=None, note="no credentials")
    r.call("GET", "/api/org")
    r.call("GET", "/api/org", auth=basic("admin", "wrong"), note="wrong password")
    r.call("GET", "/api/org", auth="Bearer glsa_nonsense_00000000", note="unknown token")
    r.call("GET", "/api/user")
    r.call("GET", "/api/no-such-route")
    r.call("POST", "/api/no-such-route", {})
    r.call("GET", "/api/org", headers={"X-Grafana-Org-Id": "99"}, note="an org the user is not in")
    r.call(
        "GET", "/api/frontend/settings", keep=lambda b: {"buildInfo": b.get("buildInfo")}, note="only buildInfo kept"
    )
    r.call(
        "GET",
        "/api/access-control/user/permissions",
        keep=lambda b: {
            k: b[k]
            for k in sorted(b)
            if k.split(":")[0]
            in ("dashboards", "folders", "alert.provisioning", "alert.rules", "datasources", "alert.notifications")
        },
        note="subset of actions kept",
    )
    r.call("GET", "/api/dashboards/home", keep=lambda b: sorted(b), note="keys only")
