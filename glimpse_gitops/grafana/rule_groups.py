"""Rule groups: read through the ruler's one listing, written as whole groups, by provisioning or by the ruler."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import NotAuthorisedError, RefusedError
from ..model.duration import parse_duration
from ..model.resource import Resource, ResourceId, ResourceKind, rule_group_id
from .client import Client, segment
from .folders import Folders
from .notifications import keeper_by
from .patience import past_locks, patiently
from .ruler_write import RULER, ruler_body
from .settle import ensure_unchanged, settle
from .sight import doubtful


@dataclass(frozen=True)
class RuleGroups:
    """Reads and writes groups of Grafana-managed rules."""

    client: Client
    kind: ResourceKind = ResourceKind.RULE_GROUP

    def read(self, wanted: Sequence[ResourceId]) -> Mapping[ResourceId, Resource]:
        """See `Adapter.read`: one request for all groups, and one for each wanted group that it may have left out."""
        with self.client.about("the rule groups"):
            folders = self.client.api.client.GET(RULER)
        groups = [_from_ruler(group) for listed in folders.values() for group in listed if group.get("rules")]
        found = {group.id: group for group in groups}
        missing = [id for id in wanted if id not in found]
        for resource in self.client.at_once(self.read_one, doubtful(missing, self.client)):
            if resource is not None:
                found[resource.id] = resource
        return found

    def read_one(self, id: ResourceId) -> Resource | None:
        """See `Adapter.read_one`. The ruler calls a group in a missing folder forbidden, so that is looked into."""
        folder, _, name = id.identity.partition("/")
        api = self.client.api
        try:
            group = self.client.find(str(id), lambda: api.client.GET(f"{RULER}/{segment(folder)}/{segment(name)}"))
        except NotAuthorisedError:
            if folder in self.client.made_folders or Folders(self.client).read_one(_folder_id(folder)) is None:
                return None
            raise
        return None if not group or not group.get("rules") else _from_ruler(group)

    def write(self, desired: Resource, live: Resource | None, secrets: Mapping[str, str]) -> None:
        """See `Adapter.write`. Rules that say nothing about `isPaused` stay as paused as they are."""
        settle(desired, live, lambda: self._send(desired, live), lambda: self.read_one(desired.id))

    def delete(self, live: Resource) -> None:
        """See `Adapter.delete`."""
        now = self.read_one(live.id)
        if now is not None:
            ensure_unchanged(live, live, now)
            self._delete(live)

    def _send(self, desired: Resource, live: Resource | None) -> None:
        now = self.read_one(desired.id)
        ensure_unchanged(desired, live, now)
        if not desired.spec["rules"]:
            # A PUT without rules would keep those that are there.
            if now is not None:
                self._delete(now)
            return
        folder, _, name = desired.id.identity.partition("/")
        if now is None:
            self._ensure_folder(desired, folder)
        body = {**desired.spec, "rules": _with_pauses(desired.spec["rules"], now)}

        def send() -> None:
            with self.client.about(str(desired.id)):
                self.client.api.alertingprovisioning.update_rule_group(
                    segment(folder), segment(name), body, disable_provenance=self.client.provenance == "editable"
                )

        def send_to_ruler() -> None:
            with self.client.about(str(desired.id)):
                self.client.api.client.POST(f"{RULER}/{segment(folder)}", json=ruler_body(body))

        if self.client.rules_by_ruler:
            patiently(self.client, folder, lambda: past_locks(self.client, send_to_ruler))
        else:
            patiently(self.client, folder, send)

    def _ensure_folder(self, desired: Resource, folder: str) -> None:
        """Grafana 11.6 takes rules into a folder that is not there, where nobody finds them."""
        if self.client.version >= (12, 0) or folder in self.client.made_folders:
            return
        if Folders(self.client).read_one(_folder_id(folder)) is None:
            raise RefusedError(f'{desired.id}: its folder "{folder}" does not exist', status=404)

    def _delete(self, live: Resource) -> None:
        folder, _, name = live.id.identity.partition("/")
        if self.client.rules_by_ruler:
            path = f"{RULER}/{segment(folder)}/{segment(name)}"
            past_locks(self.client, lambda: self.client.find(str(live.id), lambda: self.client.api.client.DELETE(path)))
            return
        path = f"/v1/provisioning/folder/{segment(folder)}/rule-groups/{segment(name)}"
        headers = self.client.provenance_headers("locked" if live.provenance else "editable")
        self.client.find(str(live.id), lambda: self.client.api.client.DELETE(path, headers=headers))


def _folder_id(uid: str) -> ResourceId:
    return ResourceId(ResourceKind.FOLDER, uid)


def _with_pauses(rules: Sequence[Mapping[str, Any]], live: Resource | None) -> list[dict[str, Any]]:
    paused = {rule["uid"]: rule["isPaused"] for rule in live.spec["rules"]} if live else {}
    return [{**rule, "isPaused": rule.get("isPaused", paused.get(rule["uid"], False))} for rule in rules]


def _from_ruler(group: Mapping[str, Any]) -> Resource:
    """A group of the ruler's listing in the form of a group PUT.

    Folder titles may repeat, so the folder is the one that the rules themselves name.
    """
    rules = group["rules"]
    folder = rules[0]["grafana_alert"]["namespace_uid"]
    provenances = {rule["grafana_alert"].get("provenance") or "" for rule in rules}
    last = max((rule["grafana_alert"] for rule in rules), key=lambda stored: str(stored.get("updated") or ""))
    provenance = next((one for one in ("file", "converted_prometheus", "api") if one in provenances), "")
    return Resource(
        rule_group_id(folder, group["name"]),
        group["name"],
        {
            "title": group["name"],
            "folderUid": folder,
            "interval": parse_duration(group["interval"]) // 1000,
            "rules": [_rule(rule) for rule in rules],
        },
        keeper=keeper_by(provenance),
        provenance=provenance,
        edited_by=str((last.get("updated_by") or {}).get("name") or ""),
        edited_at=str(last.get("updated") or ""),
    )


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    stored = rule["grafana_alert"]
    converted: dict[str, Any] = {
        "uid": stored["uid"],
        "title": stored["title"],
        "condition": stored["condition"],
        "data": [{key: value for key, value in node.items() if key != "queryType" or value} for node in stored["data"]],
        "noDataState": stored["no_data_state"],
        "execErrState": stored["exec_err_state"],
        "for": rule.get("for") or "0s",
        "labels": rule.get("labels") or {},
        "annotations": rule.get("annotations") or {},
        "isPaused": stored["is_paused"],
    }
    optional = {
        "keep_firing_for": rule.get("keep_firing_for"),
        "missingSeriesEvalsToResolve": stored.get("missing_series_evals_to_resolve"),
        "notification_settings": stored.get("notification_settings"),
        "record": stored.get("record"),
    }
    return converted | {key: value for key, value in optional.items() if value}
