"""`apply`: plan, refuse what is unsafe, note the intent, write in order, confirm."""

from __future__ import annotations

import secrets as random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..errors import GlimpseError, MissingSecretError, UnreachableError, UnsafePlanError
from ..model.manifest import OwnedObject
from ..model.plan import Action, ApplyResult, Change, ChangeResult, Outcome, Plan
from ..model.resource import Resource, ResourceId, ResourceKind
from ..model.secret import SecretRef
from ..plan.dependencies import needs
from ..plan.diff import changed_fields
from ..plan.manifest import manifest_folder, manifest_resource
from ..plan.normalise import spec_hash
from ..plan.rule_moves import in_turns, without_moved
from ..plan.secret_digest import secret_digest
from ..report.rule_impact_text import impact_lines
from .plan import Planned

WRITERS = 4
"""Dashboards or rule groups written at once: 12.4 gains nothing from more, and SQLite fails at 8 (measured)."""

_AT_ONCE = (ResourceKind.DASHBOARD, ResourceKind.RULE_GROUP)


def ensure_safe(planned: Planned) -> None:
    """Raise before the first write where the plan touches what is not ours, resets firing alerts, or lacks a secret."""
    if planned.plan.problems:
        raise UnsafePlanError("nothing was written: " + "\n".join(planned.plan.problems))
    refused = planned.plan.refused
    if refused:
        listed = "\n".join(f"  {change.id.kind.value} {change.title}: {change.reason}" for change in refused)
        raise UnsafePlanError(f"nothing was written: {len(refused)} objects are refused\n{listed}")
    if not planned.choices.allow_reset_firing:
        _ensure_no_firing_alert_is_reset(planned.plan)
    missing = sorted(
        {
            str(ref)
            for change in _writing(planned.plan.changes)
            for ref in _secrets(change).values()
            if ref not in planned.secrets
        }
    )
    if missing:
        raise MissingSecretError(
            f"nothing was written: {', '.join(missing)} must be set, since objects that need them are written",
            "set them in the environment of this command, e.g. from the secrets of CI",
        )


def _ensure_no_firing_alert_is_reset(plan: Plan) -> None:
    reset = [impact for impact in plan.impacts if impact.resets_firing]
    if reset:
        listed = "\n".join(f"  {line}" for line in impact_lines(reset))
        raise UnsafePlanError(
            f"nothing was written: alerts that are firing would be resolved\n{listed}",
            "wait until they are over, or run it with --allow-reset-firing",
        )


def apply(planned: Planned) -> ApplyResult:
    """Write the plan: what fails stops only what depends on it, and the manifest tells the truth afterwards."""
    ensure_safe(planned)
    if planned.plan.is_empty:
        return ApplyResult((), planned.client.writes)
    page = _note_intent(planned, planned.page)
    run = _Run()
    for _, changes in groupby(planned.plan.changes, key=lambda change: change.id.kind):
        _write_kind(planned, list(changes), run)
    warnings: tuple[str, ...] = ()
    try:
        _confirm(planned, page, run.results)
    except GlimpseError as error:
        warnings = (f"what was done is not yet noted in the manifest: {error.message}; the next apply makes up for it",)
    return ApplyResult(tuple(run.results.values()), planned.client.writes, warnings)


@dataclass
class _Run:
    """How far an apply is."""

    results: dict[ResourceId, ChangeResult] = field(default_factory=dict)
    broken_off: str = ""
    """Why no further write is tried: the server is gone, or does not know us any more."""


def _writing(changes: Iterable[Change]) -> Iterator[Change]:
    return (change for change in changes if change.action in (Action.CREATE, Action.UPDATE))


def _write_kind(planned: Planned, changes: list[Change], run: _Run) -> None:
    kind = changes[0].id.kind
    if kind in _AT_ONCE and len(changes) > 1:
        turns = in_turns(changes) if kind is ResourceKind.RULE_GROUP else [[change] for change in changes]
        with ThreadPoolExecutor(WRITERS) as pool:
            written = list(pool.map(lambda turn: _write_turn(planned, turn, run), turns))
        ended = {result.change.id: result for results in written for result in results}
        run.results.update({change.id: ended[change.id] for change in changes})
        return
    for change in changes:
        run.results[change.id] = _write(planned, change, run)


def _write_turn(planned: Planned, changes: Sequence[Change], run: _Run) -> list[ChangeResult]:
    """Write one after the other; only rule groups that exchange rules come several in a turn."""
    results: list[ChangeResult] = []
    for change in changes:
        done = [result.change for result in results if result.outcome is Outcome.DONE]
        results.append(_write(planned, without_moved(change, done) if done else change, run))
    return results


def _write(planned: Planned, change: Change, run: _Run) -> ChangeResult:
    if run.broken_off:
        return ChangeResult(change, Outcome.SKIPPED, run.broken_off)
    lost = [id for id in _needs(change) if id in run.results and run.results[id].outcome is not Outcome.DONE]
    if lost:
        named = ", ".join(str(id) for id in sorted(lost, key=lambda id: id.sort_key))
        return ChangeResult(change, Outcome.SKIPPED, f"it needs {named}")
    if change.action is Action.ADOPT:
        return ChangeResult(change, Outcome.DONE)
    values = {pointer: planned.secrets[ref] for pointer, ref in _secrets(change).items()}
    adapter = planned.adapters[change.id.kind]
    try:
        if change.after is not None:
            adapter.write(change.after, change.before, values)
        elif change.before is not None:
            adapter.delete(change.before)
    except UnreachableError as error:
        run.broken_off = "not tried: the server cannot be reached any more"
        return ChangeResult(change, Outcome.FAILED, error.message)
    except GlimpseError as error:
        return ChangeResult(change, Outcome.FAILED, error.message)
    return ChangeResult(change, Outcome.DONE)


def _note_intent(planned: Planned, page: Resource | None) -> Resource | None:
    """Name everything that will be written before the first write: a crash then leaves nothing unowned."""
    intended = {
        change.id: planned.manifest.objects.get(change.id) or OwnedObject(change.id, change.title, hash="")
        for change in planned.plan.changes
    }
    return _save(planned, page, {**planned.manifest.objects, **intended})


def _confirm(planned: Planned, page: Resource | None, results: Mapping[ResourceId, ChangeResult]) -> None:
    """Note what was really done. What was never tried does not exist; what failed may, and stays ours."""
    objects = dict(planned.manifest.objects)
    for id, result in results.items():
        if result.outcome is Outcome.DONE and result.change.after is None:
            objects.pop(id, None)
        elif result.outcome is Outcome.DONE:
            objects[id] = _owned(planned, result.change)
        elif result.outcome is Outcome.FAILED and id not in objects:
            objects[id] = OwnedObject(id, result.change.title, hash="")
    _save(planned, page, objects)


def _save(planned: Planned, page: Resource | None, objects: Mapping[ResourceId, OwnedObject]) -> Resource | None:
    """Write the manifest over the live `page` where it differs, and return it as it then stands in Grafana."""
    desired = manifest_resource(replace(planned.manifest, objects=objects))
    if page is not None and not changed_fields(page, desired):
        return page
    folders, dashboards = planned.adapters[ResourceKind.FOLDER], planned.adapters[ResourceKind.DASHBOARD]
    folder = manifest_folder()
    if page is None and folder.id not in planned.live:
        folders.write(folder, None, {})
    dashboards.write(desired, page, {})
    return dashboards.read_one(desired.id)


def _owned(planned: Planned, change: Change) -> OwnedObject:
    written = change.action is not Action.ADOPT
    digests = {
        pointer: secret_digest(planned.secrets[ref], random.token_bytes(8))
        for pointer, ref in _secrets(change).items()
        if written
    }
    hash = spec_hash(change.id.kind, change.after.spec) if change.after else ""
    return OwnedObject(change.id, change.title, hash, digests)


def _secrets(change: Change) -> Mapping[str, SecretRef]:
    return change.after.secrets if change.after else {}


def _needs(change: Change) -> frozenset[ResourceId]:
    return needs(change.after) if change.after else frozenset()
