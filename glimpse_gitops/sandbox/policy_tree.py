"""Notification policy trees: read, checked and put into the form in which the server gives them back."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from .answer import RefusalError, bad_request, known_error
from .durations import read_duration, write_duration
from .shape import fields, string_map, strings
from .store import Document

MAX_DEPTH = 100
_OPERATORS = ("=", "!=", "=~", "!~")
_MATCHER = re.compile(r"\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*(.*?)\s*", flags=re.ASCII | re.DOTALL)
_ROOT_ONLY_EMPTY = ("match", "match_re", "matchers", "object_matchers")


def read_tree(body: Any, matchers_at_root: bool) -> Document:
    """The tree of a body, normalised; a malformed one is refused."""
    tree = _read_route(body, 0)
    if not tree.get("receiver"):
        raise bad_request()
    if not matchers_at_root and any(tree.get(key) for key in _ROOT_ONLY_EMPTY):
        raise bad_request()
    if tree.get("mute_time_intervals") or tree.get("active_time_intervals"):
        raise bad_request()
    return tree


def _read_route(body: Any, depth: int) -> Document:
    if depth > MAX_DEPTH:
        raise bad_request()
    given = fields(body, receiver=str, routes=list, **{"continue": bool})
    route: Document = {}
    if given["receiver"]:
        route["receiver"] = given["receiver"]
    group_by = strings(body.get("group_by"))
    if group_by:
        if len(set(group_by)) != len(group_by) or ("..." in group_by and len(group_by) > 1):
            raise bad_request()
        route["group_by"] = group_by
    _read_matchers(body, route)
    for key in ("mute_time_intervals", "active_time_intervals"):
        names = strings(body.get(key))
        if names:
            route[key] = names
    if given["continue"]:
        route["continue"] = True
    children = [_read_route(child, depth + 1) for child in given["routes"] or []]
    if children:
        route["routes"] = children
    for key in ("group_wait", "group_interval", "repeat_interval"):
        if body.get(key) is not None:
            duration = read_duration(body[key])
            if duration == 0 and key != "group_wait":
                raise bad_request()
            route[key] = write_duration(duration)
    return route


def _read_matchers(body: Any, route: Document) -> None:
    for key in ("match", "match_re"):
        pairs = string_map(body.get(key))
        if pairs:
            route[key] = pairs
    for text in (route.get("match_re") or {}).values():
        _check_regex(text)
    texts = strings(body.get("matchers"))
    if texts:
        route["matchers"] = sorted(_one_text(text) for text in texts)
    triples = body.get("object_matchers")
    if triples is not None and not isinstance(triples, list):
        raise bad_request()
    if triples:
        route["object_matchers"] = sorted((_triple(item) for item in triples), key=lambda item: (item[0], item[2]))


def _triple(item: Any) -> list[str]:
    parts = strings(item)
    if parts is None or len(parts) < 2 or parts[1] not in _OPERATORS:
        raise bad_request()
    parts = [*parts, ""][:3]
    value = parts[2]
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    if parts[1] in ("=~", "!~"):
        _check_regex(value)
    return [parts[0], parts[1], value]


def _one_text(text: str) -> str:
    match = _MATCHER.fullmatch(text)
    if match is None:
        raise bad_request()
    name, operator, value = match.groups()
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    if operator in ("=~", "!~"):
        _check_regex(value)
    return f'{name}{operator}"{value}"'


def _check_regex(text: str) -> None:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        raise bad_request() from None


def check_references(tree: Document, receivers: Collection[str], timings: Collection[str]) -> None:
    """Refuses receivers and mute timings that do not exist."""
    for route in _all_routes(tree):
        if route.get("receiver") and route["receiver"] not in receivers:
            raise _unknown(f"receiver '{route['receiver']}' does not exist")
        for key in ("mute_time_intervals", "active_time_intervals"):
            for name in route.get(key, ()):
                if name not in timings:
                    kind = "mute" if key.startswith("mute") else "active"
                    raise _unknown(f"{kind} time interval '{name}' does not exist")


def _all_routes(route: Document) -> list[Document]:
    return [route, *(found for child in route.get("routes", ()) for found in _all_routes(child))]


def names_timing(tree: Document, name: str) -> bool:
    """Whether a route of the tree names the mute timing."""
    keys = ("mute_time_intervals", "active_time_intervals")
    return any(name in route.get(key, ()) for route in _all_routes(tree) for key in keys)


def _unknown(error: str) -> RefusalError:
    text = f"Invalid format of the submitted route: {error}. Correct the payload and try again."
    return known_error(400, "alerting.notifications.routes.invalidFormat", text, {"Error": error})
