"""The writes of an apply: kind after kind, some at once where the server allows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from ..errors import GlimpseError, UnreachableError
from ..model.plan import Action, Change, ChangeResult, Outcome
from ..model.resource import ResourceId, ResourceKind
from ..model.secret import SecretRef
from ..plan.dependencies import needs
from ..plan.rule_moves import in_turns, without_moved
from .plan import Planned

WRITERS = 4
"""Dashboards or rule groups written at once: 12.4 gains nothing from more, and SQLite fails at 8 (measured)."""

_AT_ONCE = (ResourceKind.DASHBOARD, ResourceKind.RULE_GROUP)


@dataclass
class Run:
    """How far an apply is."""

    results: dict[ResourceId, ChangeResult] = field(default_factory=dict)
    broken_off: str = ""
    """Why no further write is tried: the server is gone, or does not know us any more."""


def write_kind(planned: Planned, changes: list[Change], run: Run) -> None:
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


def _write_turn(planned: Planned, changes: Sequence[Change], run: Run) -> list[ChangeResult]:
    """Write one after the other; only rule groups that exchange rules come several in a turn."""
    results: list[ChangeResult] = []
    for change in changes:
        done = [result.change for result in results if result.outcome is Outcome.DONE]
        results.append(_write(planned, without_moved(change, done) if done else change, run))
    return results


def _write(planned: Planned, change: Change, run: Run) -> ChangeResult:
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


def _secrets(change: Change) -> Mapping[str, SecretRef]:
    return change.after.secrets if change.after else {}


def _needs(change: Change) -> frozenset[ResourceId]:
    return needs(change.after) if change.after else frozenset()
