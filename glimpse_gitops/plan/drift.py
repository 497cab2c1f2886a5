"""Three-way comparison: what the code changed since the last apply, what people changed in Grafana, and what both did.

The manifest has a digest of each part as it was last applied. A part that differs on the two sides was changed by the
side whose digest is another one. An order is compared by the items that it had at the last apply, so that an item that
one side adds is no change of the order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model.manifest import OwnedObject
from ..model.plan import Cause, Drift, FieldChange
from ..model.resource import Resource, ResourceKind
from .diff import changed_fields, comparable, masked
from .part_digests import digest
from .parts import Parts, assemble, entry_name, is_order, item_prefix, merged_order, parts

_ABSENT = object()


@dataclass(frozen=True)
class Comparison:
    """A live object against the code's."""

    live: Resource
    """With the code's secrets masked."""
    code: Resource
    causes: Mapping[str, Cause]
    """Part that differs → who made it so."""

    def by(self, *causes: Cause) -> list[str]:
        """The parts that differ for one of these causes."""
        return [name for name, cause in self.causes.items() if cause in causes]

    def fields(self, *causes: Cause) -> tuple[FieldChange, ...]:
        """The differences of these causes, from live to the code."""
        return tuple(
            replace(field, cause=cause)
            for cause in causes
            if (names := self.by(cause))
            for field in changed_fields(self.live, with_parts(self.live, self.code, names, self.code))
        )

    @property
    def merged(self) -> Resource:
        """The code with what only Grafana changed: what a write that keeps drift sends."""
        return with_parts(self.code, self.live, self.by(Cause.GRAFANA), self.code)

    def drift(self) -> tuple[Drift, ...]:
        """What only Grafana changed, from the code's form of it to the live one."""
        if not self.by(Cause.GRAFANA):
            return ()
        kept = changed_fields(self.code, self.merged)
        who, when = self.live.edited_by, self.live.edited_at
        return tuple(
            Drift(self.code.id, self.code.title, field.where, field.before, field.after, who, when) for field in kept
        )


def compare(live: Resource, code: Resource, entry: OwnedObject | None) -> Comparison:
    """Compare part by part; where the last apply is not known, everything counts as changed in the code."""
    if live.spec == code.spec and not code.secrets:
        # True of nearly all objects, and found out in a hundredth of the time.
        return Comparison(live, code, {})
    old, new = comparable(live, code)
    if old == new:
        return Comparison(live, code, {})
    theirs, ours = parts(code.id.kind, old), parts(code.id.kind, new)
    bases = _bases(entry) if entry else []
    causes: dict[str, Cause] = {}
    differing = [name for name in {**ours, **theirs} if ours.get(name, _ABSENT) != theirs.get(name, _ABSENT)]
    for name in differing:
        cause = _cause(name, ours.get(name, _ABSENT), theirs.get(name, _ABSENT), bases)
        if cause is not None:
            causes[name] = cause
    for name in _same_but_for_id(theirs, ours):
        # Both sides gave the panel the same title, and by it the code has another id for it: nobody disagrees.
        causes[name] = Cause.CODE
    if differing and not causes:
        causes = dict.fromkeys(differing, Cause.CODE)
    return Comparison(masked(live, code), code, causes)


def _bases(entry: OwnedObject) -> list[Mapping[str, str]]:
    """What is known of the object as we left it: as it was applied, and as a write meant it that was not confirmed.

    A creation that was cut off may have made a half of it: what is missing then was never there, and nobody removed it.
    """
    if entry.intended:
        return [entry.parts, entry.intended]
    return [entry.parts] if entry.parts else []


def is_as_applied(live: Resource, entry: OwnedObject) -> bool:
    """Whether nobody changed an object of ours since the last apply; True where that is not known.

    Of a channel with secrets only its being there is compared: what is secret in the code, Grafana may show. Channels
    are deleted one by one, so that one is missing may be our own doing, and is no edit that a delete would lose.
    """
    bases: list[Mapping[str, str]] = [base for base in (entry.parts, entry.intended) if base]
    if not bases:
        return True
    found = parts(live.id.kind, comparable(live, live)[0])
    if live.id.kind is ResourceKind.CONTACT_POINT:
        found = {name: value for name, value in found.items() if not is_order(name)}
        bases = [{name: base[name] for name in found if name in base} for base in bases]
    return any(_matches(found, base, by_name_only=bool(entry.secrets)) for base in bases)


def with_parts(base: Resource, other: Resource, names: Collection[str], code: Resource) -> Resource:
    """`base` with the named parts as `other` has them; the secrets are those of `code`, where they then stand."""
    kind = base.id.kind
    ours, theirs = parts(kind, base.spec), parts(kind, other.spec)
    chosen = {name: value for name, value in ours.items() if name not in names or name in theirs}
    chosen |= {name: theirs[name] for name in theirs if name in names}
    for order in [name for name in {**ours, **theirs} if is_order(name)]:
        if order in chosen or any(name.startswith(item_prefix(order)) for name in chosen):
            first, second = (theirs, ours) if order in names else (ours, theirs)
            chosen[order] = merged_order(first.get(order, ()), second.get(order, ()), chosen)
    spec = assemble(kind, chosen)
    return replace(code, spec=spec, secrets=_secrets(code, spec), origins={"": code.origins[""]} if code.origin else {})


def _cause(name: str, ours: Any, theirs: Any, bases: Iterable[Mapping[str, str]]) -> Cause | None:
    """Who changed a part; None for an order that differs by what was added or removed only."""
    bases = list(bases)
    if is_order(name) and _ABSENT not in (ours, theirs) and _same_order(ours, theirs):
        return None
    if not bases:
        return Cause.CODE
    by_code = all(_digest_in(name, ours, base) != base.get(name) for base in bases)
    by_grafana = all(_digest_in(name, theirs, base) != base.get(name) for base in bases)
    if by_code and by_grafana:
        return Cause.BOTH
    if by_grafana:
        return Cause.GRAFANA
    return Cause.CODE if by_code or not is_order(name) else None


def _same_but_for_id(theirs: Parts, ours: Parts) -> list[str]:
    """The panels that only Grafana has, and that the code has under another id."""
    made = [_without_id(value) for name, value in ours.items() if name not in theirs and name.startswith("panel:")]
    gone = [name for name in theirs if name not in ours and name.startswith("panel:")] if made else []
    return [name for name in gone if _without_id(theirs[name]) in made]


def _without_id(panel: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in panel.items() if key != "id"}


def _same_order(ours: list[Any], theirs: list[Any]) -> bool:
    common = {entry_name(entry) for entry in ours} & {entry_name(entry) for entry in theirs}
    return _only(ours, common) == _only(theirs, common)


def _only(order: Iterable[Any], names: Collection[str]) -> list[Any]:
    return [entry for entry in order if entry_name(entry) in names]


def _digest_in(name: str, value: Any, base: Mapping[str, str]) -> str | None:
    """The digest of a part as it compares with that in `base`; None for a part that is not there."""
    if value is _ABSENT:
        return None
    return digest(_only(value, base) if is_order(name) else value)


def _matches(found: Mapping[str, Any], base: Mapping[str, str], *, by_name_only: bool) -> bool:
    # What the code did not say is not noted: whether a rule is paused, which data source is the default.
    seen = {
        name: value for name, value in found.items() if name in base or not name.startswith(("pause:", "/isDefault"))
    }
    if by_name_only:
        return seen.keys() == base.keys()
    return {name: _digest_in(name, value, base) for name, value in seen.items()} == dict(base)


def _secrets(code: Resource, spec: Mapping[str, Any]) -> dict[str, Any]:
    """The secrets of `code` by their pointers into `spec`, where channels may stand in other places, or not at all."""
    if code.id.kind is not ResourceKind.CONTACT_POINT:
        return dict(code.secrets)
    positions = {channel["uid"]: position for position, channel in enumerate(spec["integrations"])}
    moved = {}
    for pointer, ref in code.secrets.items():
        _, _, position, rest = pointer.split("/", 3)
        uid = code.spec["integrations"][int(position)]["uid"]
        if uid in positions:
            moved[f"/integrations/{positions[uid]}/{rest}"] = ref
    return moved
