"""Rule groups of a ruler against those of the code, in one canonical form.

Rulers write durations their own way and leave out what is empty; expressions come back as they were sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.duration import parse_duration
from ..model.plan import Action, FieldChange
from ..model.ruler_plan import RulerChange, RulerPlan

Group = Mapping[str, Any]
_DURATIONS = ("interval", "for", "keep_firing_for")


def ruler_plan(
    desired: Mapping[str, Group], live: Mapping[str, Group], namespace: str, *, prune: bool = False
) -> RulerPlan:
    """Compare the groups of the code with those of one namespace, which is all ours: other namespaces are not read."""
    changes = []
    unchanged = []
    for name, group in desired.items():
        if name not in live:
            changes.append(RulerChange(Action.CREATE, name, None, group))
        elif fields := tuple(_differences(live[name], group)):
            changes.append(RulerChange(Action.UPDATE, name, live[name], group, fields))
        else:
            unchanged.append(name)
    left = sorted(live.keys() - desired.keys())
    if prune:
        changes += [RulerChange(Action.DELETE, name, live[name], None) for name in left]
        left = []
    there = sum(len(_named(group)) for group in live.values())
    touched = sum(_touched(change.before, change.after) for change in changes)
    return RulerPlan(namespace, tuple(changes), tuple(unchanged), there, touched, tuple(left))


def _touched(before: Group | None, after: Group | None) -> int:
    was = _named(_canonical(before)) if before is not None else {}
    will = _named(_canonical(after)) if after is not None else {}
    return sum(will.get(name) != rule for name, rule in was.items())


def same_group(one: Group | None, other: Group | None) -> bool:
    """Whether two groups mean the same; None is a group that is not there."""
    if one is None or other is None:
        return one is other
    return _canonical(one) == _canonical(other)


def _canonical(group: Group) -> dict[str, Any]:
    kept = {key: value for key, value in group.items() if key != "rules" and value not in (None, "", [], {})}
    return _in_milliseconds(kept) | {"rules": [_rule(rule) for rule in group.get("rules") or []]}


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    canonical = _in_milliseconds({key: value for key, value in rule.items() if value not in (None, "", [], {})})
    canonical["expr"] = str(canonical.get("expr", "")).strip()
    return {key: value for key, value in canonical.items() if value != 0}


def _in_milliseconds(values: dict[str, Any]) -> dict[str, Any]:
    for key in _DURATIONS:
        if isinstance(values.get(key), str):
            try:
                values[key] = parse_duration(values[key])
            except ValueError:
                # Not a duration: compared as the text that it is.
                continue
    return values


def _differences(old: Group, new: Group) -> Iterator[FieldChange]:
    before, after = _canonical(old), _canonical(new)
    for key in sorted((before.keys() | after.keys()) - {"rules"}):
        if before.get(key) != after.get(key):
            yield FieldChange(key, old.get(key), new.get(key))
    old_rules, new_rules = _named(old), _named(new)
    was, will = _named(before), _named(after)
    for name in [*will, *(name for name in was if name not in will)]:
        if name not in was or name not in will:
            yield FieldChange(name, old_rules.get(name), new_rules.get(name))
            continue
        for key in sorted(was[name].keys() | will[name].keys()):
            if was[name].get(key) != will[name].get(key):
                yield FieldChange(f"{name}, {key}", old_rules[name].get(key), new_rules[name].get(key))
    kept_before = [name for name in was if name in will]
    kept_after = [name for name in will if name in was]
    if kept_before != kept_after:
        yield FieldChange("order", kept_before, kept_after)


def _named(group: Group) -> dict[str, Mapping[str, Any]]:
    """The rules by name; a second one of a name is numbered, since several may record to one series."""
    seen: Counter[str] = Counter()
    named = {}
    for rule in group.get("rules") or []:
        kind = "rule" if "alert" in rule else "recording rule"
        name = f'{kind} "{rule.get("alert") or rule.get("record", "")}"'
        seen[name] += 1
        named[name if seen[name] == 1 else f"{name} ({seen[name]})"] = rule
    return named
