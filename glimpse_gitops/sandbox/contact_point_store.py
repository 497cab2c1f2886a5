"""Contact points as they are stored: integrations, which one name makes a contact point."""

from __future__ import annotations

from typing import Any

from .call import Call
from .integrations import at_path, secret_paths, with_value
from .store import Document, Shelf

REDACTED = "[REDACTED]"
DEFAULT_EMAIL: Document = {
    "uid": "",
    "name": "email receiver",
    "type": "email",
    "settings": {"addresses": "<example@email.com>"},
    "disableResolveMessage": False,
    "provenance": "",
}
"""What a fresh 11.6 has; policies know it as `grafana-default-email`."""


def integrations(call: Call) -> list[Document]:
    """All of them by contact point and uid."""
    found = call.shelf.list("integration")
    if call.version.default_contact_point:
        found.append(DEFAULT_EMAIL)
    return sorted(found, key=lambda item: (str(item["name"]), str(item["uid"])))


def receiver_names(call: Call) -> set[str]:
    """What policies and rules may name."""
    return {call.version.default_receiver, *(item["name"] for item in call.shelf.list("integration"))}


def rename_references(shelf: Shelf, old: str, new: str) -> None:
    """Makes the policy tree and the rules follow a contact point that was renamed as a whole."""
    policy = shelf.get("policy", "tree")
    if policy is not None:
        shelf.put("policy", "tree", {**policy, "tree": _renamed(policy["tree"], old, new)})
    for rule in shelf.list("rule"):
        settings = rule["notification_settings"]
        if settings is not None and settings["receiver"] == old:
            changed = {**rule, "notification_settings": {**settings, "receiver": new}}
            shelf.put("rule", rule["uid"], changed, parent=rule["folderUID"])


def _renamed(route: Document, old: str, new: str) -> Document:
    changed = dict(route)
    if changed.get("receiver") == old:
        changed["receiver"] = new
    if "routes" in changed:
        changed["routes"] = [_renamed(child, old, new) for child in changed["routes"]]
    return changed


def routes_name(route: Document, receiver: str) -> bool:
    """Whether a route, or one below it, names the contact point."""
    return route.get("receiver") == receiver or any(routes_name(child, receiver) for child in route.get("routes", ()))


def shown_settings(call: Call, item: Document, decrypted: bool = False) -> dict[str, Any]:
    """Settings with the secrets hidden."""
    settings: Document = item["settings"]
    if decrypted:
        return settings
    for path in secret_paths(item["type"], call.version.hmac_secret_hidden):
        if at_path(settings, path) not in (None, ""):
            settings = with_value(settings, path, REDACTED)
    return settings


def show(call: Call, item: Document) -> dict[str, Any]:
    shown = {
        "uid": item["uid"],
        "name": item["name"],
        "type": item["type"],
        "settings": shown_settings(call, item),
        "disableResolveMessage": item["disableResolveMessage"],
    }
    if item["provenance"]:
        shown["provenance"] = item["provenance"]
    return shown
