"""Small valid objects to send."""

from __future__ import annotations

from typing import Any


def dashboard(uid: str, title: str = "", **more: Any) -> dict[str, Any]:
    """The JSON of a dashboard with one panel."""
    panel = {"id": 1, "type": "text", "title": "", "gridPos": {"h": 4, "w": 24, "x": 0, "y": 0}, "options": {}}
    return {"uid": uid, "title": title or uid, "schemaVersion": 41, "tags": ["gitops"], "panels": [panel], **more}


def resource(uid: str, spec: dict[str, Any], folder: str | None = "", **metadata: Any) -> dict[str, Any]:
    """A dashboard or folder for the resource API; without a folder annotation where `folder` is None."""
    annotations = dict(metadata.pop("annotations", {}))
    if folder is not None:
        annotations["grafana.app/folder"] = folder
    kind, version = ("Dashboard", "dashboard.grafana.app/v0alpha1")
    if "schemaVersion" not in spec:
        kind, version = ("Folder", "folder.grafana.app/v1beta1")
    return {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": uid, "annotations": annotations, **metadata},
        "spec": spec,
    }


def rule(uid: str, title: str = "", **more: Any) -> dict[str, Any]:
    """An alert rule as the compiler makes it: a query, and a threshold on it."""
    window = {"from": 600, "to": 0}
    query = {"refId": "A", "expr": "up == 0", "instant": True, "range": False}
    threshold = {
        "refId": "C",
        "type": "threshold",
        "expression": "A",
        "conditions": [{"evaluator": {"type": "gt", "params": [0]}}],
    }
    return {
        "uid": uid,
        "title": title or uid,
        "condition": "C",
        "data": [
            {"refId": "A", "datasourceUid": "gitops-contract-none", "relativeTimeRange": window, "model": query},
            {"refId": "C", "datasourceUid": "__expr__", "relativeTimeRange": window, "model": threshold},
        ],
        "noDataState": "OK",
        "execErrState": "Error",
        "for": "5m",
        "labels": {"severity": "warning"},
        "annotations": {"summary": "down"},
        "isPaused": False,
        **more,
    }


def group(folder: str, title: str, *rules: dict[str, Any], interval: int = 60) -> dict[str, Any]:
    """A rule group."""
    return {"title": title, "folderUid": folder, "interval": interval, "rules": list(rules)}


def webhook(uid: str, name: str, **settings: Any) -> dict[str, Any]:
    """A channel of a contact point that sends nowhere."""
    return {
        "uid": uid,
        "name": name,
        "type": "webhook",
        "disableResolveMessage": False,
        "settings": {"url": "http://127.0.0.1:9/hook", **settings},
    }


def slack(uid: str, name: str, **settings: Any) -> dict[str, Any]:
    """A channel with a secret at the top of its settings."""
    return {
        "uid": uid,
        "name": name,
        "type": "slack",
        "disableResolveMessage": False,
        "settings": {"recipient": "#a", "url": "https://hooks.slack.example/CANARY-slack", **settings},
    }


def datasource(uid: str, **more: Any) -> dict[str, Any]:
    """A Prometheus data source."""
    return {
        "uid": uid,
        "name": uid,
        "type": "prometheus",
        "access": "proxy",
        "url": "http://127.0.0.1:9",
        "jsonData": {"httpMethod": "POST"},
        **more,
    }
