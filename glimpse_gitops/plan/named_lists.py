"""Lists in the JSON of a resource whose items have an identity of their own: panels, queries, rules, routes.

Items of two lists are matched by it, so that one inserted panel is one change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]


@dataclass(frozen=True)
class NamedList:
    """How the items of a list are told apart and called."""

    words: Callable[[Item], str]
    identities: tuple[Callable[[Item], Hashable], ...]
    """The first one that tells all items of both lists apart is taken."""
    content: Callable[[Item], Hashable] | None = None
    """What an item is but for identity and name: one that goes and one that comes with the same are one, renamed."""


def paired(
    named: NamedList, old: Sequence[Item], new: Sequence[Item]
) -> tuple[dict[Any, Item], dict[Any, Item]] | None:
    """Both lists by keys that the same item has in both; None where the items have nothing to be known by."""
    for identity in named.identities:
        before, after = {identity(item): item for item in old}, {identity(item): item for item in new}
        if len(before) == len(old) and len(after) == len(new):
            return before, _with_old_keys(named.content, before, after) if named.content else after
    last = named.identities[-1]
    if any(last(item) is None for item in (*old, *new)):
        return None
    return _numbered(last, old, new)


def calls(named: NamedList, items: Mapping[Any, Item]) -> dict[Any, str]:
    """What each item is called: by its words, and by its number where others have the same words."""
    words = {key: named.words(item) for key, item in items.items()}
    found, seen = {}, dict.fromkeys(words.values(), 0)
    together = list(words.values())
    for key, said in words.items():
        seen[said] += 1
        found[key] = f"{said} ({seen[said]} of {together.count(said)})" if together.count(said) > 1 else said
    return found


def _with_old_keys(
    content: Callable[[Item], Hashable], before: Mapping[Any, Item], after: Mapping[Any, Item]
) -> dict[Any, Item]:
    """`after`, where an item that was renamed has the key that it had before."""
    gone = {key: content(item) for key, item in before.items() if key not in after}
    keys: dict[Any, Any] = {}
    for key, item in after.items():
        if gone and key not in before:
            found = next((old for old, said in gone.items() if said is not None and said == content(item)), key)
            gone.pop(found, None)
            keys[key] = found
    return {keys.get(key, key): item for key, item in after.items()}


def _numbered(
    identity: Callable[[Item], Hashable], old: Sequence[Item], new: Sequence[Item]
) -> tuple[dict[Any, Item], dict[Any, Item]]:
    """Items that share an identity: those that are equal belong together, the others as they come."""
    keys: dict[int, Any] = {}
    for name in dict.fromkeys(identity(item) for item in (*old, *new)):
        left = [item for item in new if identity(item) == name]
        for number, item in enumerate(one for one in old if identity(one) == name):
            keys[id(item)] = (name, number)
            if equal := [one for one in left if one == item]:
                keys[id(equal[0])] = (name, number)
                left = [one for one in left if one is not equal[0]]
        taken = {keys[id(item)] for item in new if id(item) in keys}
        free = (key for number in range(len(old) + len(new)) if (key := (name, number)) not in taken)
        for item, key in zip(left, free, strict=False):
            keys[id(item)] = key
    return {keys[id(item)]: item for item in old}, {keys[id(item)]: item for item in new}


def _panel_words(panel: Item) -> str:
    return f'{"row" if panel.get("type") == "row" else "panel"} "{panel.get("title", "")}"'


def _panel_content(panel: Item) -> Hashable:
    """All but id, title and place; None for a row, which is little more than its title."""
    if panel.get("type") == "row":
        return None
    return json.dumps({key: value for key, value in panel.items() if key not in _PANEL_NAMES}, sort_keys=True)


def _override_words(override: Item) -> str:
    return f"override of {(override.get('matcher') or {}).get('options', '')}"


def _matchers(route: Item) -> str:
    return " ".join(f'{name}{op}"{value}"' for name, op, value in route.get("object_matchers", ()))


def _route_words(route: Item) -> str:
    return f"route {_matchers(route) or 'any alert'} → {route.get('receiver', 'inherited')}"


def _named(identity: Callable[[Item], Hashable], words: Callable[[Item], str]) -> NamedList:
    return NamedList(words, (identity,))


_PANEL_NAMES = ("id", "title", "gridPos", "row")
_NODES = {"A": "query", "B": "expression B", "C": "condition"}

LISTS: Mapping[str, NamedList] = {
    "panels": NamedList(_panel_words, (lambda panel: panel.get("id"),), _panel_content),
    "targets": _named(lambda target: target.get("refId"), lambda target: f"query {target.get('refId', '')}"),
    "data": _named(lambda node: node.get("refId"), lambda node: _NODES.get(node.get("refId", ""), "query")),
    "templating": _named(lambda one: one.get("name"), lambda one: f'variable "{one.get("name", "")}"'),
    "annotations": _named(lambda one: one.get("name"), lambda one: f'annotation "{one.get("name", "")}"'),
    "links": _named(lambda one: one.get("title"), lambda one: f'link "{one.get("title", "")}"'),
    "rules": _named(lambda rule: rule.get("uid"), lambda rule: f'rule "{rule.get("title", "")}"'),
    "integrations": _named(lambda one: one.get("uid"), lambda one: f"channel {one.get('type', '')}"),
    "overrides": _named(lambda one: repr(one.get("matcher")), _override_words),
    "routes": NamedList(_route_words, (_matchers, _route_words)),
}
"""Key that holds the list → how its items are told apart and called."""
