"""What brings objects back to where they were before a run: a plan like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model.manifest import Manifest
from ..model.plan import Action, Change, Plan
from ..model.resource import Bundle, Resource, ResourceId, ResourceKind
from ..model.run import EntryState, RunEntry, RunRecord
from ..model.secret import SecretRef
from .dependencies import in_order
from .diff import changed_fields
from .neighbours import owners_of
from .pre_image import Path, named_path, pointer_of, redacted_paths

KnownRefs = Mapping[ResourceId, Mapping[Path, SecretRef]]
"""Object → path (channels by uid) → where today's value of the secret comes from."""


@dataclass(frozen=True)
class _Restored:
    """An object as it was, with the secrets that it needs today."""

    resource: Resource
    lacking: tuple[str, ...]
    """Secrets that nobody can name, in words."""


def rollback_plan(
    record: RunRecord, live: Mapping[ResourceId, Resource], manifest: Manifest, refs: KnownRefs, *, overwrite: bool
) -> Plan:
    """The plan that undoes a run: what it created is deleted, what it changed put back, what it deleted made again.

    An object that somebody changed since the run is refused, unless `overwrite`. Dashboards and rules keep their uids.
    """
    others = owners_of(live.values(), manifest.owner)
    changes: dict[ResourceId, Change] = {}
    unchanged: list[ResourceId] = []
    for entry in record.entries:
        if entry.state is EntryState.NOT_TRIED:
            continue
        change = _change(entry, live.get(entry.id), refs.get(entry.id, {}), overwrite=overwrite)
        if change is None:
            unchanged.append(entry.id)
            continue
        if entry.id in live and not manifest.owns(entry.id):
            whose = f'owner "{others[entry.id]}" manages it' if entry.id in others else "it is not ours any more"
            change = replace(change, action=Action.REFUSE, reason=whose)
        changes[entry.id] = change
    return Plan(tuple(_ordered(changes.values())), tuple(unchanged))


def due_to(later: Sequence[RunRecord], change: Change) -> list[RunRecord]:
    """The runs of `later`, the latest first, that wrote a refused object; none where somebody else changed it since."""
    wrote = [(run, entry) for run in later for entry in run.entries if _has_written(entry, change.id)]
    if not wrote:
        return []
    left, now = wrote[0][1].after, change.before
    is_as_left = left is now if left is None or now is None else not changed_fields(now, left)
    return [run for run, _ in wrote] if is_as_left else []


def _has_written(entry: RunEntry, id: ResourceId) -> bool:
    return entry.id == id and entry.state is not EntryState.NOT_TRIED


def _change(entry: RunEntry, now: Resource | None, refs: Mapping[Path, SecretRef], *, overwrite: bool) -> Change | None:
    restored = _restored(entry, now, refs)
    wanted = restored.resource if restored else None
    if wanted is None and now is None:
        return None
    fields = changed_fields(now, wanted) if now is not None and wanted is not None else ()
    if now is not None and wanted is not None and not fields:
        return None
    action = Action.DELETE if wanted is None else Action.CREATE if now is None else Action.UPDATE
    change = Change(action, entry.id, entry.title, now, wanted, fields)
    if restored and restored.lacking:
        reason = f"nothing says where its secrets come from today: {', '.join(restored.lacking)}"
        return replace(change, action=Action.REFUSE, reason=reason)
    if now is not None and now.keeper:
        return replace(change, action=Action.REFUSE, reason="somebody else keeps it: change it there")
    if not overwrite and (since := _changed_since(entry, now)):
        return replace(change, action=Action.REFUSE, reason=f"{since}: --overwrite-drift rolls it back all the same")
    return change


def _changed_since(entry: RunEntry, now: Resource | None) -> str:
    """What somebody did to the object after the run; empty for nothing."""
    after = entry.after
    if after is None:
        return "" if now is None or entry.state is not EntryState.DONE else "it was made again since that run"
    if now is None:
        return "" if entry.state is not EntryState.DONE else "it was deleted since that run"
    if entry.state is EntryState.FAILED and entry.id.kind is ResourceKind.CONTACT_POINT:
        # Its channels are written one by one: what is there now may be half of what was meant.
        return ""
    changed = changed_fields(now, after)
    return f"it was changed since that run ({changed[0].where})" if changed else ""


def _restored(entry: RunEntry, now: Resource | None, refs: Mapping[Path, SecretRef]) -> _Restored | None:
    """The pre-image with references in the place of its secrets, as far as they are known and needed."""
    before = entry.before
    if before is None:
        return None
    found: dict[str, SecretRef] = {}
    lacking: list[str] = []
    stored = {named_path(now, path) for path in redacted_paths(now.spec)} if now else set()
    for path in redacted_paths(before.spec):
        named = named_path(before, path)
        ref = entry.secrets_before.get(pointer_of(path)) or refs.get(named)
        if ref is not None:
            found[pointer_of(path)] = ref
        elif not (named in stored and _is_kept(before.id.kind, named)):
            lacking.append(_in_words(before, path))
    return _Restored(replace(before, secrets=found, version="", provenance=""), tuple(lacking))


def _is_kept(kind: ResourceKind, path: Path) -> bool:
    """Whether Grafana keeps a secret that a write gives as `[REDACTED]`: of channels only at the top of settings."""
    return kind is ResourceKind.DATASOURCE or (kind is ResourceKind.CONTACT_POINT and len(path) == 4)


def _in_words(resource: Resource, path: Path) -> str:
    if resource.id.kind is ResourceKind.CONTACT_POINT:
        channel = resource.spec["integrations"][int(path[1])]
        return f"channel {channel['type']}, {'.'.join(path[3:])}"
    return path[-1]


def _ordered(changes: Iterable[Change]) -> list[Change]:
    """Writes in the order of apply, then deletes the other way round."""
    given = list(changes)
    writing = {change.id: change for change in given if change.after is not None}
    wanted = Bundle([change.after for change in writing.values() if change.after is not None])
    deleting = [change for change in given if change.after is None]
    deleting.sort(key=lambda change: change.id.kind.order)
    return [*(writing[id] for id, _ in in_order(wanted)), *reversed(deleting)]
