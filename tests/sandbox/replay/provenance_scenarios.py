"""Who may change what was written how."""

from __future__ import annotations

from .bodies import NOPROV, P, group, mkfolder, rmfolder, rule
from .recorder import Recorder


def provenance(r: Recorder) -> None:
    mkfolder(r, "pv", "PV")
    g = f"{P}/folder/pv/rule-groups"

    def get() -> None:
        r.call("GET", f"{P}/alert-rules", keep=lambda b: [(x["uid"], x.get("provenance")) for x in b])

    r.call("PUT", f"{g}/none", group(rule("pv-1", "None")), headers=NOPROV, note="provenance none")
    get()
    r.call("PUT", f"{g}/none", group(rule("pv-1", "None 2")), note="none -> api")
    get()
    r.call("PUT", f"{g}/none", group(rule("pv-1", "None 3")), headers=NOPROV, note="api -> none")
    get()
    r.call("DELETE", f"{g}/none", note="none, deleted without the header")
    cp = {"uid": "pv-cp", "name": "pv", "type": "email", "settings": {"addresses": "a@example.com"}}
    r.call("POST", f"{P}/contact-points", cp)
    r.call("PUT", f"{P}/contact-points/pv-cp", cp, headers=NOPROV, note="api -> none")
    r.call("GET", f"{P}/contact-points?name=pv")
    r.call("DELETE", f"{P}/contact-points/pv-cp", headers=NOPROV)
    r.call("POST", f"{P}/contact-points", cp, headers=NOPROV)
    r.call("PUT", f"{P}/contact-points/pv-cp", cp, note="none -> api")
    r.call("GET", f"{P}/contact-points?name=pv")
    r.call("DELETE", f"{P}/contact-points/pv-cp")
    mt = {"name": "pv-mt", "time_intervals": [{"weekdays": ["saturday"]}]}
    r.call("POST", f"{P}/mute-timings", mt)
    r.call("PUT", f"{P}/mute-timings/pv-mt", mt, headers=NOPROV, note="api -> none")
    r.call("DELETE", f"{P}/mute-timings/pv-mt", headers=NOPROV, note="api, deleted with the header")
    r.call("DELETE", f"{P}/mute-timings/pv-mt")
    r.call("PUT", f"{P}/templates/pv-t", {"template": '{{ define "pv-t" }}x{{ end }}'})
    r.call(
        "PUT", f"{P}/templates/pv-t", {"template": '{{ define "pv-t" }}y{{ end }}'}, headers=NOPROV, note="api -> none"
    )
    r.call("DELETE", f"{P}/templates/pv-t")
    _, tree = r.call("GET", f"{P}/policies")
    r.call("PUT", f"{P}/policies", {"receiver": tree["receiver"], "group_by": ["alertname"]}, headers=NOPROV)
    r.call("GET", f"{P}/policies")
    r.call("PUT", f"{P}/policies", {"receiver": tree["receiver"], "group_by": ["alertname"]}, note="none -> api")
    r.call(
        "PUT",
        f"{P}/policies",
        {"receiver": tree["receiver"], "group_by": ["alertname"]},
        headers=NOPROV,
        note="api -> none",
    )
    r.call("DELETE", f"{P}/policies")
    r.call("GET", f"{P}/policies")
    rmfolder(r, "pv")
