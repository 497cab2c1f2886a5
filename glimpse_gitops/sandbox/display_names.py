"""`/apis/iam.grafana.app/…/display`: who is behind `user:<uid>` and `service-account:<uid>`."""

from __future__ import annotations

import hashlib
from typing import Any

from .answer import Answer
from .call import Call, Route
from .identity import admin_document
from .resource import api_group

_GROUP = "iam.grafana.app"


def get_display(call: Call) -> Answer:
    keys = list(call.arguments("key"))
    found = [shown for key in keys if (shown := _shown(call, key)) is not None]
    return Answer(200, {"metadata": {}, "keys": keys or None, "display": found})


def _shown(call: Call, key: str) -> dict[str, Any] | None:
    kind, _, uid = key.partition(":")
    admin = admin_document(call.store)
    if kind == "user" and uid in (admin["uid"], str(admin["id"])):
        return _display("user", admin["uid"], "admin", admin["id"], "admin@localhost")
    for account in call.shelf.list("service-account"):
        if uid in (account["uid"], str(account["id"])):
            return _display("service-account", account["uid"], account["name"], account["id"], account["login"])
    return None


def _display(kind: str, uid: str, name: str, number: int, pictured: str) -> dict[str, Any]:
    avatar = hashlib.md5(pictured.lower().encode(), usedforsecurity=False).hexdigest()
    return {
        "identity": {"type": kind, "name": uid},
        "displayName": name,
        "avatarURL": f"/avatar/{avatar}",
        "internalId": number,
    }


def get_group(call: Call) -> Answer:
    """The API group, for discovery."""
    return api_group(_GROUP, ("v0alpha1",))


ROUTES = (
    Route("GET", f"/apis/{_GROUP}", get_group, resource=True),
    Route("GET", f"/apis/{_GROUP}/v0alpha1/namespaces/<namespace>/display", get_display, resource=True),
)
