"""Small resources for the tests of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glimpse_gitops.model.resource import POLICY_ID, Resource, ResourceId, ResourceKind, rule_group_id
from glimpse_gitops.model.secret import SecretRef


def dashboard(uid: str = "shop", title: str = "Shop", folder: str = "", **keys: Any) -> Resource:
    spec = {"folderUid": folder, "dashboard": {"uid": uid, "title": title, "panels": [], **keys}}
    return Resource(ResourceId(ResourceKind.DASHBOARD, uid), title, spec)


def panel(id: int, title: str, expr: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "type": "timeseries", "title": title, "targets": [{"refId": "A", "expr": expr}], **keys}


def folder(uid: str, title: str = "", parent: str = "") -> Resource:
    spec = {"title": title or uid, "parentUid": parent, "description": ""}
    return Resource(ResourceId(ResourceKind.FOLDER, uid), title or uid, spec)


def datasource(uid: str, *, is_default: bool = False) -> Resource:
    spec = {"uid": uid, "name": uid, "type": "prometheus", "isDefault": is_default}
    return Resource(ResourceId(ResourceKind.DATASOURCE, uid), uid, spec)


def rule(uid: str, title: str, **keys: Any) -> dict[str, Any]:
    node = {
        "refId": "A",
        "datasourceUid": "prometheus",
        "relativeTimeRange": {"from": 600, "to": 0},
        "model": {"expr": "up"},
    }
    return {"uid": uid, "title": title, "condition": "A", "for": "5m", "labels": {}, "data": [node], **keys}


def rule_group(*rules: Mapping[str, Any], interval: int = 60) -> Resource:
    spec = {"title": "app", "folderUid": "glimpse", "interval": interval, "rules": list(rules)}
    return Resource(rule_group_id("glimpse", "app"), "app", spec)


def policy(**keys: Any) -> Resource:
    return Resource(POLICY_ID, "notification policy", {"receiver": "mail", **keys})


def contact_point(settings: Mapping[str, Any], secrets: Mapping[str, str] | None = None) -> Resource:
    """`secrets`: key of the settings → environment variable."""
    integration = {"uid": "team-slack", "type": "slack", "disableResolveMessage": False, "settings": dict(settings)}
    refs = {f"/integrations/0/settings/{key}": SecretRef("env", name) for key, name in (secrets or {}).items()}
    return Resource(ResourceId(ResourceKind.CONTACT_POINT, "team"), "team", {"integrations": [integration]}, refs)
