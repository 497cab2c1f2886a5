"""Tests of contact points, with the older and the newer endpoint: webhooks are really called."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from .answer import Answer, RefusalError, message
from .call import Call, Route
from .contact_points import integration_fault
from .integration_settings import settings_fault
from .integrations import SECRETS, at_path, with_value
from .names import now, now_exact
from .needs import any_of, one
from .outgoing import Outcome, send
from .shape import fields, string_map
from .store import Document

DEFAULT_SECONDS = 15
MAX_SECONDS = 30
TEST = any_of("alert.notifications.receivers:test", "alert.notifications:write")


def test_receivers(call: Call) -> Answer:
    """The older endpoint: unsaved integrations have no uid, stored ones are found by theirs."""
    seconds = _timeout(call)
    body = call.json()
    given = fields(body, receivers=list, alert=dict)
    if not given["receivers"]:
        raise RefusalError(400, {})
    alert = _alert(call, given["alert"])
    configs = [_read_receiver(call, receiver) for receiver in given["receivers"]]
    shown: list[dict[str, Any]] = []
    failed = False
    for name, items in configs:
        valid, invalid = [], []
        for item in items:
            fault = settings_fault(item["type"], item["settings"])
            if fault is not None:
                invalid.append(_result(item, integration_fault(item, fault)))
            else:
                valid.append(_result(item, _deliver(call, item, alert, seconds)))
        failed = failed or bool(invalid) or any(entry["status"] == "failed" for entry in valid)
        parts = [valid, invalid] if call.version.invalid_receivers_last or valid else [invalid, valid]
        shown += [{"name": name, "grafana_managed_receiver_configs": part} for part in parts[: 2 if invalid else 1]]
    answer = {"alert": alert, "receivers": shown, "notified_at": now_exact()}
    return Answer(207 if failed else 200, answer)


def _timeout(call: Call) -> int:
    text = call.headers.get("Request-Timeout", "")
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else DEFAULT_SECONDS
    if seconds >= MAX_SECONDS:
        raise message(400, f"exceeded maximum timeout of {MAX_SECONDS * 10**9} seconds")
    return seconds


def _alert(call: Call, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """The test alert: what the caller sent over what the version adds."""
    sent = given or {}
    annotations = {**call.version.test_alert_annotations, **(string_map(sent.get("annotations")) or {})}
    labels = {"alertname": "TestAlert", **call.version.test_alert_labels, **(string_map(sent.get("labels")) or {})}
    return {"annotations": annotations, "labels": labels}


def _read_receiver(call: Call, receiver: Any) -> tuple[str, list[Document]]:
    name = fields(receiver, name=str)["name"]
    configs = fields(receiver, grafana_managed_receiver_configs=list)["grafana_managed_receiver_configs"] or []
    return name, [_read_integration(call, config) for config in configs]


def _read_integration(call: Call, config: Any) -> Document:
    """An integration with its secrets: those sent, and those of the stored one that it names."""
    item: Document = fields(config, uid=str, name=str, type=str, settings=dict)
    item["settings"] = item["settings"] or {}
    for path, text in (string_map(config.get("secureSettings")) or {}).items():
        item["settings"] = with_value(item["settings"], path, text)
    if item["uid"]:
        with call.store.transaction():
            stored = call.shelf.get("integration", item["uid"])
        if stored is None:
            text = f"failed to post process Alertmanager configuration: unknown receiver: {item['uid']}"
            raise message(500, text)
        kept = config.get("secureFields")
        for path in SECRETS.get(item["type"], ()):
            if isinstance(kept, dict) and kept.get(path) and at_path(item["settings"], path) is None:
                item["settings"] = with_value(item["settings"], path, at_path(stored["settings"], path))
    return item


def _result(item: Document, error: str | None) -> dict[str, Any]:
    shown = {"name": item["name"], "uid": item["uid"], "status": "ok" if error is None else "failed"}
    return shown if error is None else {**shown, "error": error}


def _deliver(call: Call, item: Document, alert: dict[str, Any], seconds: float) -> str | None:
    """Sends the test alert; gives what went wrong. Only webhooks are called, the others count as delivered."""
    if item["type"] != "webhook":
        return None
    settings = item["settings"]
    payload = {
        "receiver": item["name"],
        "status": "firing",
        "orgId": call.org,
        "alerts": [{"status": "firing", **alert, "startsAt": now(), "endsAt": "0001-01-01T00:00:00Z"}],
        "groupLabels": alert["labels"],
        "commonLabels": alert["labels"],
        "commonAnnotations": alert["annotations"],
        "externalURL": f"{call.base_url}/",
        "version": "1",
        "truncatedAlerts": 0,
        "title": "[FIRING:1] " + alert["labels"]["alertname"],
        "state": "alerting",
        "message": "**Firing**",
    }
    method = settings.get("httpMethod")
    outcome = send(
        method if isinstance(method, str) and method else "POST",
        settings["url"],
        json.dumps(payload).encode(),
        {"Content-Type": "application/json", "User-Agent": "Grafana", **_credentials(settings)},
        seconds,
    )
    return _fault(outcome, method if isinstance(method, str) and method else "POST")


def _credentials(settings: Document) -> dict[str, str]:
    user, password = settings.get("username"), settings.get("password")
    if isinstance(user, str) and isinstance(password, str) and user and password:
        return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}
    credentials = settings.get("authorization_credentials")
    if isinstance(credentials, str) and credentials:
        scheme = settings.get("authorization_scheme") or "Bearer"
        return {"Authorization": f"{scheme} {credentials}"}
    return {}


def _fault(outcome: Outcome, method: str) -> str | None:
    if outcome.is_ok:
        return None
    if outcome.error:
        return f'{method.capitalize()} "<redacted>": {outcome.error}'
    return f"webhook response status {outcome.status} {outcome.reason}"


def test_receiver_resource(call: Call) -> Answer:
    """The newer endpoint: one integration, and 200 also when it could not be delivered."""
    body = call.json()
    given = fields(body, integration=dict, alert=dict)
    item = _read_integration(call, given["integration"] or {})
    began = time.monotonic()
    fault = settings_fault(item["type"], item["settings"])
    if fault is not None:
        raise RefusalError(400, {"message": integration_fault(item, fault)})
    error = _deliver(call, item, _alert(call, given["alert"]), DEFAULT_SECONDS)
    milliseconds = int((time.monotonic() - began) * 1000)
    shown = {"status": "success" if error is None else "failure", "duration": f"{milliseconds}ms"}
    return Answer(200, shown if error is None else {**shown, "error": error})


def get_group(call: Call) -> Answer:
    name = "notifications.alerting.grafana.app"
    version = {"groupVersion": f"{name}/v0alpha1", "version": "v0alpha1"}
    group = {"kind": "APIGroup", "apiVersion": "v1", "name": name}
    return Answer(200, {**group, "versions": [version], "preferredVersion": version})


_GROUP = "/apis/notifications.alerting.grafana.app"
_NEW = f"{_GROUP}/v0alpha1/namespaces/<namespace>/receivers/<name>/test"
ROUTES = (
    Route("POST", "/api/alertmanager/grafana/config/api/v1/receivers/test", test_receivers, TEST, unlocked=True),
    Route("GET", _GROUP, get_group, resource=True),
)
NEW_ROUTES = (
    Route("POST", _NEW, test_receiver_resource, one("alert.notifications:write"), resource=True, unlocked=True),
)
