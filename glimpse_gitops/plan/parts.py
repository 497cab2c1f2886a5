"""An object as its parts: what people change one at a time, and what is compared, kept and merged one at a time.

A part has a name that outlives edits of it:

* `panel:3`, `variable:job`, `annotation:Deploys`, `link:Runbook`, `rule:<uid>`, `channel:<uid>`,
  `route:severity="critical"` are the items of a list;
* `pause:<uid>` is whether a rule is paused, where the object says so;
* `order:panel` is the order of a list; that of panels holds their places too, and the rows that they lie in;
* `/interval`, `/dashboard/title` is any other key, with all that is below it.

`parts` takes a spec as it goes over the wire, or in canonical form, and `assemble` is its inverse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.resource import ResourceKind

Parts = Mapping[str, Any]

ORDER = "order:"
PAUSE = "pause:"


@dataclass(frozen=True)
class _List:
    """A list whose items are parts of their own."""

    path: tuple[str, ...]
    noun: str
    identity: Callable[[Mapping[str, Any]], Any]


def _route_identity(route: Mapping[str, Any]) -> str:
    matchers = sorted((str(name), str(op), _unquoted(str(value))) for name, op, value in _triples(route))
    return ",".join(f'{name}{op}"{value}"' for name, op, value in matchers)


def _triples(route: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    given = route.get("object_matchers")
    yield from (one for one in given or () if isinstance(one, list | tuple) and len(one) == 3)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


_PANELS = _List(("dashboard", "panels"), "panel", lambda panel: panel.get("id"))
_LISTS: Mapping[ResourceKind, tuple[_List, ...]] = {
    ResourceKind.DASHBOARD: (
        _PANELS,
        _List(("dashboard", "templating", "list"), "variable", lambda one: one.get("name")),
        _List(("dashboard", "annotations", "list"), "annotation", lambda one: one.get("name")),
        _List(("dashboard", "links"), "link", lambda one: one.get("title")),
    ),
    ResourceKind.RULE_GROUP: (_List(("rules",), "rule", lambda rule: rule.get("uid")),),
    ResourceKind.CONTACT_POINT: (_List(("integrations",), "channel", lambda one: one.get("uid")),),
    ResourceKind.POLICY: (_List(("routes",), "route", _route_identity),),
}


def parts(kind: ResourceKind, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Name → part, in the order of the spec."""
    found: dict[str, Any] = {}
    _split(spec, (), _LISTS.get(kind, ()), found)
    return found


def assemble(kind: ResourceKind, given: Parts) -> dict[str, Any]:
    """The spec of these parts. An item that its order lacks comes last."""
    spec: dict[str, Any] = {}
    for name, value in given.items():
        if name.startswith("/"):
            _put(spec, _path(name), value)
    for one in _LISTS.get(kind, ()):
        if ORDER + one.noun in given:
            _put(spec, one.path, _panels(given) if one is _PANELS else _items(one.noun, given))
    return spec


def is_order(name: str) -> bool:
    """Whether a part is the order of a list."""
    return name.startswith(ORDER)


def item_prefix(order: str) -> str:
    """What the names of a list's items begin with, for the name of its order."""
    return f"{order.removeprefix(ORDER)}:"


def entry_name(entry: Any) -> str:
    """The name of the part that an entry of an order is about."""
    return str(entry if isinstance(entry, str) else entry[0])


def merged_order(first: Sequence[Any], second: Sequence[Any], there: Iterable[str]) -> list[Any]:
    """The order `first`, with what only `second` has behind what precedes it there; items that are not `there` go."""
    kept = set(there)
    merged = [entry for entry in first if entry_name(entry) in kept]
    names = [entry_name(entry) for entry in merged]
    position = 0
    for entry in second:
        name = entry_name(entry)
        if name in names:
            position = names.index(name) + 1
        elif name in kept:
            merged.insert(position, entry)
            names.insert(position, name)
            position += 1
    return merged


def _split(value: Mapping[str, Any], path: tuple[str, ...], lists: Sequence[_List], found: dict[str, Any]) -> None:
    for key, item in value.items():
        here = (*path, str(key))
        one = next((one for one in lists if one.path == here), None)
        if one is not None and _all_objects(item):
            if one is _PANELS:
                found[ORDER + one.noun] = _split_panels(item, "", found)
            else:
                found[ORDER + one.noun] = [_add(one, each, found) for each in item]
        elif isinstance(item, Mapping) and item and any(one.path[: len(here)] == here for one in lists):
            _split(item, here, lists, found)
        else:
            found[_pointer(here)] = item


def _add(one: _List, item: Mapping[str, Any], found: dict[str, Any]) -> str:
    name = _free(f"{one.noun}:{one.identity(item)}", found)
    if one.noun == "rule" and "isPaused" in item:
        found[name] = {key: value for key, value in item.items() if key != "isPaused"}
        found[PAUSE + name.partition(":")[2]] = item["isPaused"]
    else:
        found[name] = item
    return name


def _split_panels(panels: Sequence[Mapping[str, Any]], row: str, found: dict[str, Any]) -> list[Any]:
    """The places of panels: name, the row that it lies in, and its place in the grid."""
    places: list[Any] = []
    for panel in panels:
        name = _free(f"panel:{_PANELS.identity(panel)}", found)
        body = {key: value for key, value in panel.items() if key != "gridPos"}
        found[name] = body
        places.append([name, row, panel["gridPos"]] if "gridPos" in panel else [name, row])
        if _all_objects(panel.get("panels")):
            found[name] = {**body, "panels": []}
            places += _split_panels(panel["panels"], name, found)
    return places


def _items(noun: str, given: Parts) -> list[Any]:
    names = list(dict.fromkeys([*given[ORDER + noun], *(name for name in given if name.startswith(f"{noun}:"))]))
    items = []
    for name in names:
        if name not in given:
            continue
        pause = PAUSE + name.partition(":")[2]
        items.append({**given[name], "isPaused": given[pause]} if noun == "rule" and pause in given else given[name])
    return items


def _panels(given: Parts) -> list[Any]:
    places = {place[0]: place for place in given[f"{ORDER}panel"] if place[0] in given}
    places |= {name: [name, ""] for name in given if name.startswith("panel:") and name not in places}
    made: dict[str, dict[str, Any]] = {}
    top: list[Any] = []
    for name, place in places.items():
        panel = dict(given[name])
        if len(place) > 2:
            panel["gridPos"] = place[2]
        if isinstance(panel.get("panels"), list):
            panel["panels"] = list(panel["panels"])
        made[name] = panel
        around = made.get(place[1])
        if around is not None and isinstance(around.get("panels"), list):
            around["panels"].append(panel)
        else:
            top.append(panel)
    return top


def _free(name: str, found: Mapping[str, Any]) -> str:
    """The name, with a number where another item has it already."""
    number, free = 1, name
    while free in found:
        number += 1
        free = f"{name}#{number}"
    return free


def _all_objects(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, Mapping) for item in value)


def _pointer(path: Sequence[str]) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)


def _path(pointer: str) -> list[str]:
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/")]


def _put(spec: dict[str, Any], path: Sequence[str], value: Any) -> None:
    place = spec
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = value
