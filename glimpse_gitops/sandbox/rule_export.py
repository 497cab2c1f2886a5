"""Exports of alert rules, in the form of provisioning files."""

from __future__ import annotations

import json
from typing import Any

from .answer import Answer, RefusalError, message
from .call import Call, Route
from .durations import write_duration
from .export import Resources, export
from .folder_tree import title_path
from .hcl import Block
from .names import fnv64
from .rule_groups import READ
from .rule_store import all_rules, group_rules, missing_group
from .store import Document


def export_group(call: Call) -> Answer:
    rules = group_rules(call.shelf, call.path["folder"], call.path["group"])
    if not rules:
        raise missing_group()
    return _export(call, rules, named=call.version.group_export_names_folder)


def export_rule(call: Call) -> Answer:
    rule = call.shelf.get("rule", call.path["uid"])
    if rule is None:
        raise message(404, "could not find alert rule")
    return _export(call, [rule], named=call.version.group_export_names_folder)


def export_rules(call: Call) -> Answer:
    """All rules, or those of a folder, a group or some uids."""
    folders, group, uids = call.arguments("folderUid"), call.argument("group"), call.arguments("ruleUid")
    if group and len(folders) != 1:
        text = "group name must be specified together with a single folder_uid parameter. Got "
        raise message(400, f"{text}{len(folders)}")
    found = [
        rule
        for rule in all_rules(call.shelf)
        if (not folders or rule["folderUID"] in folders)
        and (not group or rule["ruleGroup"] == group)
        and (not uids or rule["uid"] in uids)
    ]
    if not found:
        raise RefusalError(404)
    return _export(call, found, named=call.version.group_export_names_folder or not group)


def _export(call: Call, rules: list[Document], named: bool) -> Answer:
    groups: dict[tuple[str, str], list[Document]] = {}
    for rule in rules:
        groups.setdefault((rule["folderUID"], rule["ruleGroup"]), []).append(rule)
    as_json, as_yaml = [], []
    for (folder, name), members in groups.items():
        found = call.shelf.get("folder", folder)
        head = {
            "orgId": call.org,
            "name": name,
            "folder": title_path(call.shelf, found, not call.version.unified_storage) if found and named else "",
            "interval": write_duration(members[0]["interval"] * 1000),
        }
        as_json.append({**head, "rules": [_plain(rule, True) for rule in members]})
        as_yaml.append({**head, "rules": [_plain(rule, False) for rule in members]})
    return export(call, {"groups": as_json}, {"groups": as_yaml}, _resources(call, groups))


def _plain(rule: Document, with_empty_range: bool) -> dict[str, Any]:
    """A rule as a provisioning file has it; YAML leaves empty time ranges out."""
    plain: dict[str, Any] = {"uid": rule["uid"], "title": rule["title"]}
    if rule["condition"]:
        plain["condition"] = rule["condition"]
    plain["data"] = [_query(query, with_empty_range) for query in rule["data"]]
    for source, target in (("__dashboardUid__", "dashboardUid"), ("__panelId__", "panelId")):
        value = rule["annotations"].get(source)
        if value:
            plain[target] = int(value) if target == "panelId" else value
    for key in ("noDataState", "execErrState"):
        if rule[key]:
            plain[key] = rule[key]
    if rule["for"] != "0s":
        plain["for"] = rule["for"]
    if rule["keep_firing_for"] != "0s":
        plain["keepFiringFor"] = rule["keep_firing_for"]
    for key in ("annotations", "labels"):
        if rule[key]:
            plain[key] = dict(sorted(rule[key].items()))
    plain["isPaused"] = rule["isPaused"]
    if rule["notification_settings"]:
        plain["notification_settings"] = rule["notification_settings"]
    if rule["record"]:
        plain["record"] = _record(rule["record"])
    if rule["missingSeriesEvalsToResolve"] is not None:
        plain["missing_series_evals_to_resolve"] = rule["missingSeriesEvalsToResolve"]
    return plain


def _query(query: Document, with_empty_range: bool) -> dict[str, Any]:
    plain: dict[str, Any] = {"refId": query["refId"]}
    if query["queryType"]:
        plain["queryType"] = query["queryType"]
    if with_empty_range or any(query["relativeTimeRange"].values()):
        plain["relativeTimeRange"] = query["relativeTimeRange"]
    return {**plain, "datasourceUid": query["datasourceUid"], "model": query["model"]}


def _record(record: Document) -> dict[str, Any]:
    plain = {"metric": record["metric"], "from": record["from"]}
    if record.get("target_datasource_uid"):
        plain["targetDatasourceUid"] = record["target_datasource_uid"]
    return plain


def _resources(call: Call, groups: dict[tuple[str, str], list[Document]]) -> Resources:
    found = []
    for (folder, name), members in groups.items():
        head: list[tuple[str, Any]] = [("org_id", call.org), ("name", name), ("folder_uid", folder)]
        parts: list[tuple[str, Any] | Block] = [
            *head,
            ("interval_seconds", members[0]["interval"]),
            *(_rule_block(rule) for rule in members),
        ]
        label = f"rule_group_{fnv64(name.encode(), folder.encode())}"
        found.append(("grafana_rule_group", label, Block("", parts)))
    return found


def _rule_block(rule: Document) -> Block:
    plain = _plain(rule, True)
    parts: list[tuple[str, Any] | Block] = [("name", plain["title"])]
    if "condition" in plain:
        parts.append(("condition", plain["condition"]))
    parts += [_query_block(query) for query in plain["data"]]
    named = (
        ("noDataState", "no_data_state"),
        ("execErrState", "exec_err_state"),
        ("for", "for"),
        ("keepFiringFor", "keep_firing_for"),
        ("annotations", "annotations"),
        ("labels", "labels"),
        ("isPaused", "is_paused"),
    )
    parts += [(target, plain[source]) for source, target in named if source in plain]
    if "notification_settings" in plain:
        parts.append(_settings_block(plain["notification_settings"]))
    if "record" in plain:
        names = {"metric": "metric", "from": "from", "targetDatasourceUid": "target_datasource_uid"}
        parts.append(Block("record", [(names[key], value) for key, value in plain["record"].items()]))
    if "missing_series_evals_to_resolve" in plain:
        parts.append(("missing_series_evals_to_resolve", plain["missing_series_evals_to_resolve"]))
    return Block("rule", parts)


def _query_block(query: dict[str, Any]) -> Block:
    span = query["relativeTimeRange"]
    parts: list[tuple[str, Any] | Block] = [("ref_id", query["refId"])]
    if "queryType" in query:
        parts.append(("query_type", query["queryType"]))
    parts.append(Block("relative_time_range", [("from", span["from"]), ("to", span["to"])]))
    parts.append(("datasource_uid", query["datasourceUid"]))
    parts.append(("model", json.dumps(query["model"], separators=(",", ":"), sort_keys=True, ensure_ascii=False)))
    return Block("data", parts)


def _settings_block(settings: Document) -> Block:
    names = (
        ("receiver", "contact_point"),
        ("group_by", "group_by"),
        ("group_wait", "group_wait"),
        ("group_interval", "group_interval"),
        ("repeat_interval", "repeat_interval"),
        ("mute_time_intervals", "mute_timings"),
        ("active_time_intervals", "active_timings"),
    )
    return Block("notification_settings", [(name, settings[key]) for key, name in names if key in settings])


_PATH = "/api/v1/provisioning"
ROUTES = (
    Route("GET", f"{_PATH}/alert-rules/export", export_rules, READ),
    Route("GET", f"{_PATH}/alert-rules/<uid>/export", export_rule, READ),
    Route("GET", f"{_PATH}/folder/<folder>/rule-groups/<group>/export", export_group, READ),
)
