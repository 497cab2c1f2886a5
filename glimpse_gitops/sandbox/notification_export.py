"""Exports of contact points, policies and mute timings, in the form of provisioning files."""

from __future__ import annotations

import re
from typing import Any

from .answer import Answer, RefusalError
from .call import Call, Route
from .contact_point_store import integrations, shown_settings
from .contact_points import READ
from .export import Resources, export
from .hcl import Block
from .integration_attributes import ALWAYS_SHOWN, ATTRIBUTES, BLOCK_NAMES, Attribute
from .names import fnv64
from .needs import access_denied, any_of
from .policies import policy
from .store import Document
from .yaml_text import FlowList

_DECRYPT = any_of("alert.provisioning.secrets:read", "alert.notifications.receivers.secrets:read")
_ROUTE_ORDER = (
    "receiver",
    "group_by",
    "match",
    "match_re",
    "matchers",
    "object_matchers",
    "mute_time_intervals",
    "active_time_intervals",
    "continue",
    "routes",
    "group_wait",
    "group_interval",
    "repeat_interval",
)
_RANGES = ("weekdays", "days_of_month", "months", "years")


def export_contact_points(call: Call) -> Answer:
    """`decrypt=true` shows the secrets to those who may see them."""
    decrypted = call.argument("decrypt").lower() in ("true", "1", "t")
    if decrypted and not call.access.meets(_DECRYPT):
        raise access_denied(_DECRYPT)
    name = call.argument("name")
    grouped: dict[str, list[Document]] = {}
    for item in integrations(call):
        if not name or item["name"] == name:
            grouped.setdefault(item["name"], []).append(item)
    points: list[dict[str, Any]] = []
    resources = []
    for title, members in grouped.items():
        receivers = [_receiver(call, item, decrypted) for item in members]
        points.append({"orgId": call.org, "name": title, "receivers": receivers})
        label = f"contact_point_{fnv64(title.encode())}"
        body = Block("", [("name", title), *(_integration_block(item) for item in sorted(receivers, key=_type))])
        resources.append(("grafana_contact_point", label, body))
    content: dict[str, Any] = {"contactPoints": points} if points else {}
    return export(call, content, content, resources)


def _type(receiver: dict[str, Any]) -> str:
    return str(receiver["type"])


def _receiver(call: Call, item: Document, decrypted: bool) -> dict[str, Any]:
    settings = _sorted(shown_settings(call, item, decrypted))
    head = {"uid": item["uid"], "type": item["type"], "settings": settings}
    return {**head, "disableResolveMessage": item["disableResolveMessage"]}


def _sorted(value: Any) -> Any:
    return {key: _sorted(item) for key, item in sorted(value.items())} if isinstance(value, dict) else value


def _integration_block(item: dict[str, Any]) -> Block:
    settings, kind = item["settings"], item["type"]
    if kind in ALWAYS_SHOWN:
        settings = {ALWAYS_SHOWN[kind]: "", **settings}
    attributes = ATTRIBUTES.get(kind, tuple(Attribute(key, key, False) for key in settings))
    parts: list[tuple[str, Any] | Block] = []
    if item["disableResolveMessage"]:
        parts.append(("disable_resolve_message", True))
    for attribute in attributes:
        if attribute.setting in settings:
            value = attribute.shown(settings[attribute.setting])
            if kind == "email" and attribute.name == "addresses":
                value = [address.strip() for address in re.split(r"[;,\n]", value) if address.strip()]
            parts.append((attribute.name, value))
    return Block(BLOCK_NAMES.get(kind, kind), parts)


def export_policies(call: Call) -> Answer:
    tree = policy(call)["tree"]
    content = {"policies": [{"orgId": call.org, **_ordered(tree)}]}
    body = Block("", _route_parts(tree, is_root=True))
    resources: Resources = [("grafana_notification_policy", "notification_policy_1", body)]
    return export(call, content, content, resources)


def _ordered(route: Document) -> dict[str, Any]:
    """A route in the order of the file; the server writes the old regular expressions as nulls."""
    ordered = {key: route[key] for key in _ROUTE_ORDER if key in route}
    if "match_re" in ordered:
        ordered["match_re"] = dict.fromkeys(ordered["match_re"])
    if "routes" in ordered:
        ordered["routes"] = [_ordered(child) for child in ordered["routes"]]
    return ordered


def _route_parts(route: Document, is_root: bool = False) -> list[tuple[str, Any] | Block]:
    parts: list[tuple[str, Any] | Block] = [("contact_point", route.get("receiver", ""))]
    if is_root or "group_by" in route:
        parts.append(("group_by", route.get("group_by", [])))
    for label, match, value in route.get("object_matchers", ()):
        parts.append(Block("matcher", [("label", label), ("match", match), ("value", value)]))
    named = (("mute_time_intervals", "mute_timings"), ("active_time_intervals", "active_timings"))
    parts += [(name, route[key]) for key, name in named if key in route]
    if route.get("continue"):
        parts.append(("continue", True))
    parts += [Block("policy", _route_parts(child)) for child in route.get("routes", ())]
    parts += [(key, route[key]) for key in ("group_wait", "group_interval", "repeat_interval") if key in route]
    return parts


def export_mute_timings(call: Call) -> Answer:
    name = call.path.get("name")
    timings = sorted(call.shelf.list("mute-timing"), key=lambda timing: str(timing["name"]))
    found = [timing for timing in timings if name in (None, timing["name"])]
    if name is not None and not found:
        raise RefusalError(404)
    content = {
        "muteTimes": [
            {
                "orgId": call.org,
                "name": timing["name"],
                "time_intervals": [_on_lines(i) for i in timing["time_intervals"]],
            }
            for timing in found
        ]
    }
    resources = []
    for timing in found:
        label = f"mute_timing_{fnv64(timing['name'].encode())}"
        blocks = [_interval_block(interval) for interval in timing["time_intervals"]]
        resources.append(("grafana_mute_timing", label, Block("", [("name", timing["name"]), *blocks])))
    return export(call, content, content, resources)


def _on_lines(interval: Document) -> Document:
    """An interval whose ranges are written on one line each."""
    return {key: FlowList(item) if key in _RANGES else item for key, item in interval.items()}


def _interval_block(interval: Document) -> Block:
    spans = [
        Block("times", [("start", span["start_time"]), ("end", span["end_time"])]) for span in interval.get("times", ())
    ]
    keys = ("weekdays", "days_of_month", "months", "years", "location")
    return Block("intervals", [*spans, *((key, interval[key]) for key in keys if key in interval)])


_PATH = "/api/v1/provisioning"
ROUTES = (
    Route("GET", f"{_PATH}/contact-points/export", export_contact_points, READ),
    Route("GET", f"{_PATH}/policies/export", export_policies, READ),
    Route("GET", f"{_PATH}/mute-timings/export", export_mute_timings, READ),
    Route("GET", f"{_PATH}/mute-timings/<name>/export", export_mute_timings, READ),
)
