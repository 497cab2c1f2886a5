"""Objects as if from Grafana's provisioning files: read-only where the real ones are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import Headers

from .access import Access
from .answer import RefusalError
from .call import Call
from .contact_points import check_integration
from .dashboard_store import Save, file_annotations, save_dashboard
from .durations import read_duration
from .folder_tree import create_folder, title_path
from .identity import MAIN_ORG, Identity
from .names import new_uid
from .policy_tree import read_tree
from .rule_groups import replace_group
from .rule_wire import read_rule
from .store import Document, Store
from .time_intervals import read_intervals
from .versions import GrafanaVersion

FILE = "file"
_NO_DATASOURCE: Mapping[str, Any] = {
    "access": "proxy",
    "url": "",
    "user": "",
    "database": "",
    "basicAuth": False,
    "basicAuthUser": "",
    "withCredentials": False,
    "isDefault": False,
    "jsonData": {},
}


def provision(store: Store, version: GrafanaVersion, content: Mapping[str, Any], org: int = MAIN_ORG) -> None:
    """Stores what provisioning files say.

    `content` has the keys of the files: `datasources`, `contactPoints`, `muteTimes`, `templates`, `policies`,
    `groups`, and `dashboards` with entries of `dashboard`, `folder` (title), `folderUid`, `file` and `allowUiUpdates`.
    Faults in it raise ValueError.
    """
    with store.transaction():
        call = _call(store, version, org)
        try:
            for source in _entries(content, "datasources"):
                _datasource(call, source)
            for point in _entries(content, "contactPoints"):
                _contact_point(call, point)
            for timing in _entries(content, "muteTimes"):
                stored = {"name": timing["name"], "time_intervals": read_intervals(timing.get("time_intervals"))}
                call.shelf.put("mute-timing", timing["name"], {**stored, "provenance": FILE})
            for template in _entries(content, "templates"):
                stored = {"name": template["name"], "template": template["template"].strip(), "provenance": FILE}
                call.shelf.put("template", template["name"], stored)
            for policy in _entries(content, "policies"):
                tree = read_tree(policy, matchers_at_root=False)
                call.shelf.put("policy", "tree", {"tree": tree, "provenance": FILE})
            for group in _entries(content, "groups"):
                _rule_group(call, group)
            for dashboard in _entries(content, "dashboards"):
                _dashboard(call, dashboard)
        except RefusalError as refusal:
            raise ValueError(f"provisioning is refused: {refusal.answer.body}") from refusal
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"provisioning is malformed: {error!r}") from error


def _entries(content: Mapping[str, Any], key: str) -> Sequence[Any]:
    return content.get(key) or ()


def _call(store: Store, version: GrafanaVersion, org: int) -> Call:
    """A call of nobody in particular, who may do everything."""
    who = Identity("access-policy", 0, "provisioning", "", "Anonymous", "Admin", org)
    return Call(
        method="",
        path={},
        query={},
        headers=Headers(),
        raw=b"",
        identity=who,
        access=Access(store.shelf(org), who),
        store=store,
        version=version,
        base_url="",
    )


def _datasource(call: Call, source: Mapping[str, Any]) -> None:
    uid = source.get("uid") or new_uid()
    before = call.shelf.get("datasource", uid)
    known = {key: source.get(key, value) for key, value in _NO_DATASOURCE.items()}
    stored: Document = {
        **known,
        "id": before["id"] if before else call.store.next_number("datasource"),
        "uid": uid,
        "name": source["name"],
        "type": source["type"],
        "version": source.get("version", 1),
        "file": not source.get("editable", False),
        "secrets": dict(source.get("secureJsonData") or {}),
    }
    stored["isDefault"] = bool(stored["isDefault"]) or not call.shelf.list("datasource")
    call.shelf.put("datasource", uid, stored)


def _contact_point(call: Call, point: Mapping[str, Any]) -> None:
    for receiver in point["receivers"]:
        item: Document = {
            "uid": receiver["uid"],
            "name": point["name"],
            "type": receiver["type"],
            "settings": dict(receiver["settings"]),
            "disableResolveMessage": bool(receiver.get("disableResolveMessage", False)),
            "provenance": FILE,
        }
        check_integration(call, item)
        call.shelf.put("integration", item["uid"], item)


def _rule_group(call: Call, group: Mapping[str, Any]) -> None:
    interval = read_duration(group["interval"]) // 1000
    rules = [read_rule(_as_api(rule), call.version) for rule in group["rules"]]
    folder = _folder_by_path(call, group["folder"])
    for stored in replace_group(call, folder, group["name"], interval, rules, FILE):
        call.shelf.put("rule", stored["uid"], {**stored, "provenance": FILE}, parent=folder)


def _as_api(rule: Mapping[str, Any]) -> Document:
    """A rule of a file in the form of the API, with the file format's defaults."""
    shown: Document = {"noDataState": "NoData", "execErrState": "Alerting", **rule}
    annotations = dict(rule.get("annotations") or {})
    if rule.get("dashboardUid"):
        annotations["__dashboardUid__"] = rule["dashboardUid"]
        annotations["__panelId__"] = str(rule.get("panelId", 0))
    shown["annotations"] = annotations
    shown["keep_firing_for"] = rule.get("keepFiringFor")
    shown["missingSeriesEvalsToResolve"] = rule.get("missing_series_evals_to_resolve")
    record = rule.get("record")
    if record:
        target = {"target_datasource_uid": record.get("targetDatasourceUid")}
        shown["record"] = {"metric": record["metric"], "from": record["from"], **target}
    return shown


def _folder_by_path(call: Call, path: str) -> str:
    """The folder with a title path; what is missing of it is created."""
    for folder in call.shelf.list("folder"):
        if title_path(call.shelf, folder, escaped=True) == path:
            return str(folder["uid"])
    above, _, title = path.rpartition("/")
    parent = _folder_by_path(call, above) if above else ""
    return str(create_folder(call, "", title, parent, "")["uid"])


def _dashboard(call: Call, entry: Mapping[str, Any]) -> None:
    folder = entry.get("folderUid") or ""
    if folder and call.shelf.get("folder", folder) is None:
        create_folder(call, folder, entry.get("folder") or folder, "", "")
    elif not folder and entry.get("folder"):
        folder = _folder_by_path(call, entry["folder"])
    dashboard = entry["dashboard"]
    uid = dashboard.get("uid") or new_uid()
    spec = {key: value for key, value in dashboard.items() if key not in ("uid", "id", "version")}
    if entry.get("allowUiUpdates", False):
        save_dashboard(call, Save(uid, spec, folder))
        return
    file = entry.get("file") or f"{uid}.json"
    head, _ = save_dashboard(call, Save(uid, spec, folder, annotations=file_annotations(file, dashboard)))
    call.shelf.put("dashboard", uid, {**head, "file": file}, folder)
