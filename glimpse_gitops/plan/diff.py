"""What differs between two resources, in words that people use: a panel by its title, a rule by its name.

Lists of named things (panels, queries, variables, rules, channels) are matched by identity, not by position, so that
one inserted panel is one change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model.duration import format_duration
from ..model.plan import PLACE, FieldChange, is_place
from ..model.resource import Resource, ResourceKind
from .named_lists import LISTS, NamedList, calls, paired
from .normalise import REDACTED, normalise
from .panel_rows import lifted

_WRAPPED = ("templating", "annotations")
"""Keys whose list stands one level deeper, under `list`."""

_TRANSPARENT = ("dashboard", "model", "settings")
"""Keys that structure the JSON and mean nothing to people."""

_DURATIONS = {
    "for": 1,
    "keep_firing_for": 1,
    "group_wait": 1,
    "group_interval": 1,
    "repeat_interval": 1,
    "interval": 1000,
}
"""Key of a duration → milliseconds in its unit."""

_HIDDEN = "[not shown]"
_SECRET_WORDS = ("url", "token", "key", "password", "credential", "secret", "certificate")


class _Key(str):
    """A plain key of the JSON, as against the name of a thing: keys are joined by dots."""


def changed_fields(before: Resource, after: Resource) -> tuple[FieldChange, ...]:
    """Every difference that would be written, from the live `before` to the desired `after`.

    Values at the pointers of `after.secrets` are compared by presence only and never shown. Whether a rule is paused
    counts only where the desired side says so, and so does being the default data source.
    """
    if before.spec == after.spec and not after.secrets:
        # True of nearly all objects, and found out in a hundredth of the time.
        return ()
    old, new = comparable(before, after)
    if after.id.kind is ResourceKind.DASHBOARD:
        old, new = lifted(old, new)
    changes: list[FieldChange] = []
    _compare(old, new, (), changes)
    if after.id.kind is ResourceKind.CONTACT_POINT:
        changes = [_discreet(change) for change in changes]
    return tuple(changes)


def comparable(before: Resource, after: Resource) -> tuple[dict[str, Any], dict[str, Any]]:
    """The canonical forms of both, without what is not compared: see `changed_fields`."""
    old = normalise(before.id.kind, masked(before, after).spec)
    new = normalise(after.id.kind, after.spec)
    _keep_pauses(old, new)
    if "isDefault" not in new:
        old.pop("isDefault", None)
    return old, new


def masked(live: Resource, after: Resource) -> Resource:
    """The live object with every value redacted that is a secret of `after`, whether Grafana shows it or not."""
    return replace(live, spec=_masked(live.spec, after)) if after.secrets else live


def _discreet(change: FieldChange) -> FieldChange:
    """A change of a channel without what may be a secret: people paste webhook addresses that are capabilities."""
    if isinstance(change.before, Mapping) or isinstance(change.after, Mapping):
        # A whole channel that comes or goes: its type says enough.
        return FieldChange(change.where, change.before and _HIDDEN, change.after and _HIDDEN)
    if any(word in change.where.lower() for word in _SECRET_WORDS):
        return FieldChange(change.where, change.before and _HIDDEN, change.after and _HIDDEN)
    return change


def _masked(spec: Mapping[str, Any], after: Resource) -> Mapping[str, Any]:
    for pointer in after.secrets:
        path = pointer.strip("/").split("/")
        if path[0] == "integrations":
            # Grafana lists the channels in an order of its own.
            uid = after.spec["integrations"][int(path[1])]["uid"]
            path[1] = next((str(i) for i, one in enumerate(spec["integrations"]) if one["uid"] == uid), "")
        spec = _redact(spec, path)
    return spec


def _redact(value: Any, path: Sequence[str]) -> Any:
    if not path:
        return REDACTED if value not in (None, "") else value
    if isinstance(value, Mapping) and path[0] in value:
        return {**value, path[0]: _redact(value[path[0]], path[1:])}
    if isinstance(value, list | tuple) and path[0].isdigit() and int(path[0]) < len(value):
        return [_redact(item, path[1:]) if i == int(path[0]) else item for i, item in enumerate(value)]
    return value


def _keep_pauses(old: dict[str, Any], new: dict[str, Any]) -> None:
    wanted = {rule["uid"]: rule.get("isPaused") for rule in new.get("rules", ())}
    for rule in old.get("rules", ()):
        if wanted.get(rule["uid"]) is None:
            rule.pop("isPaused", None)
        else:
            rule.setdefault("isPaused", False)


def _compare(old: Any, new: Any, path: tuple[str, ...], changes: list[FieldChange]) -> None:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and (not path or path[-1] != PLACE):
        for key in [*new, *(key for key in old if key not in new)]:
            _compare_key(key, old.get(key), new.get(key), path, changes)
        return
    key = path[-1] if path else ""
    changes.append(FieldChange(_where(path), _readable(key, old), _readable(key, new)))


def _readable(key: str, value: Any) -> Any:
    """Durations as people write them, not as the milliseconds or seconds in which they are compared."""
    scale = _DURATIONS.get(key)
    return format_duration(value * scale) if scale and isinstance(value, int) else value


def _compare_key(key: str, old: Any, new: Any, path: tuple[str, ...], changes: list[FieldChange]) -> None:
    if key in _WRAPPED and _is_wrapped(old) and _is_wrapped(new):
        old, new = (old or {}).get("list"), (new or {}).get("list")
    named = LISTS.get(key)
    if named and _all_objects(old) and _all_objects(new) and (old or new):
        _compare_lists(named, old or [], new or [], path, changes)
    else:
        _compare(old, new, path if key in _TRANSPARENT else (*path, _Key(key)), changes)


def _is_wrapped(value: Any) -> bool:
    return value is None or (isinstance(value, Mapping) and set(value) <= {"list"})


def _all_objects(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, Mapping) for item in value))


def _compare_lists(
    named: NamedList,
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    path: tuple[str, ...],
    changes: list[FieldChange],
) -> None:
    pairs = paired(named, old, new)
    if pairs is None:
        # Items that share an identity cannot be matched: the whole list is the change.
        changes.append(FieldChange(_where((*path, named.words(new[0] if new else old[0]))), list(old), list(new)))
        return
    before, after = pairs
    was, will_be = calls(named, before), calls(named, after)
    inside: list[FieldChange] = []
    for key, item in after.items():
        here = (*path, will_be[key])
        if key in before:
            _compare(before[key], item, here, inside)
        else:
            inside.append(FieldChange(_where(here), None, item))
    inside += [FieldChange(_where((*path, was[key])), item, None) for key, item in before.items() if key not in after]
    changes += inside
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    if kept_before != kept_after and not any(is_place(change) for change in inside):
        # Of panels that were moved, their places say more than the order in which the JSON lists them.
        names = [was[key] for key in kept_before]
        changes.append(FieldChange(_where((*path, "order")), names, [will_be[key] for key in kept_after]))


def _where(path: tuple[str, ...]) -> str:
    """The path in words: `panel "Heap", query A, expr`, `panel "Heap", fieldConfig.defaults.unit`."""
    words: list[str] = []
    for part in path:
        if isinstance(part, _Key) and words and isinstance(words[-1], _Key):
            words[-1] = _Key(f"{words[-1]}.{part}")
        else:
            words.append(part)
    return ", ".join(words)
