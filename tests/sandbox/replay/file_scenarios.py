"""What is answered about objects that came from provisioning files."""

from __future__ import annotations

from .bodies import NOPROV, P, dash, group, rule, save
from .recorder import Recorder

PROMETHEUS = {"uid": "file-prom", "name": "FileProm", "type": "prometheus", "access": "proxy"}
EMAIL = {"uid": "file-cp", "name": "file cp", "type": "email", "settings": {"addresses": "b@example.com"}}


def from_files(r: Recorder) -> None:
    """Read, then changed or deleted where that is allowed."""
    r.call("GET", "/api/datasources/uid/file-prom")
    r.call("PUT", "/api/datasources/uid/file-prom", {**PROMETHEUS, "url": "http://127.0.0.1:1"})
    r.call("DELETE", "/api/datasources/uid/file-prom")
    r.call("GET", "/api/dashboards/uid/file-dash")
    r.call("POST", "/api/dashboards/db", save("file-dash", dashboard=dash("file-dash", "Changed")))
    r.call("DELETE", "/api/dashboards/uid/file-dash")
    r.call("GET", "/api/search?type=dash-db")
    for kind in ("alert-rules", "contact-points", "policies", "mute-timings", "templates"):
        r.call("GET", f"{P}/{kind}")
    _, rules = r.call("GET", f"{P}/alert-rules")
    folder = rules[0]["folderUID"]
    r.call("GET", f"/api/folders/{folder}")
    path = f"{P}/folder/{folder}/rule-groups/file-group"
    changed = group(rule("file-rule", "File rule changed"))
    r.call("PUT", path, changed, note="api over file")
    r.call("PUT", path, changed, headers=NOPROV, note="none over file")
    r.call("DELETE", path, note="delete over file")
    r.call("DELETE", f"{P}/alert-rules/file-rule")
    r.call("PUT", f"{P}/contact-points/file-cp", EMAIL, note="api over file")
    r.call("PUT", f"{P}/contact-points/file-cp", EMAIL, headers=NOPROV, note="none over file")
    r.call("DELETE", f"{P}/contact-points/file-cp", note="in use by the tree, from a file")
    r.call("PUT", f"{P}/policies", {"receiver": "file cp", "group_by": ["alertname"]}, note="api over file")
    r.call("GET", f"{P}/policies")
    r.call("PUT", f"{P}/policies", {"receiver": "file cp"}, headers=NOPROV, note="none over file")
    timing = {"name": "file-mt", "time_intervals": [{"weekdays": ["monday"]}]}
    r.call("PUT", f"{P}/mute-timings/file-mt", timing, note="api over file")
    r.call("DELETE", f"{P}/mute-timings/file-mt")
    template = {"template": '{{ define "file-t" }}z{{ end }}'}
    r.call("PUT", f"{P}/templates/file-t", template, note="api over file")
    r.call("DELETE", f"{P}/templates/file-t")
