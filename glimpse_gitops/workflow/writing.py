"""The writes of an apply: kind after kind, some at once where the server allows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..errors import GlimpseError, UnreachableError
from ..files.journal import Journal
from ..model.plan import Action, Change, ChangeResult, Outcome
from ..model.resource import ResourceId, ResourceKind
from ..model.secret import SecretRef
from ..plan.dependencies import needs
from ..plan.rule_moves import in_turns, until_taken, without_moved
from .conduct import Conduct, Progress
from .lease import LOST, HeldLease
from .plan import Planned

WRITERS = 4
"""Dashboards or rule groups written at once: 12.4 gains nothing from more, and SQLite fails at 8 (measured)."""

BATCH = 250
"""Turns between two looks at the lease, where several are written at once."""

ONE_BY_ONE = 20
"""The same where they are not."""

INTERRUPTED = "not tried: interrupted"

_AT_ONCE = (ResourceKind.DASHBOARD, ResourceKind.RULE_GROUP)


@dataclass
class Writing:
    """The writes of one apply, and how far they are."""

    planned: Planned
    lease: HeldLease
    conduct: Conduct
    journal: Journal | None
    results: dict[ResourceId, ChangeResult] = field(default_factory=dict)
    broken_off: str = ""
    """Why no further write is tried: the server is gone, the lease is lost, or somebody interrupted."""
    done: int = 0
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def write_all(self) -> None:
        """Write every change of the plan. What fails stops only what depends on it."""
        for position, batch in enumerate(_batches(self.planned.plan.changes)):
            if position and not self.broken_off:
                self._look_at_lease()
            if len(batch) == 1:
                self._write_turn(batch[0])
            else:
                with ThreadPoolExecutor(WRITERS) as pool:
                    list(pool.map(self._write_turn, batch))
        self.results = {change.id: self.results[change.id] for change in self.planned.plan.changes}

    def _look_at_lease(self) -> None:
        try:
            if not self.lease.is_still_ours():
                self.broken_off = LOST
        except GlimpseError as error:
            self.broken_off = f"not tried: the lease cannot be looked at ({error.message})"

    def _write_turn(self, changes: Sequence[Change]) -> None:
        """Write one after the other. Rule groups come several in a turn only where they exchange rules."""
        written: list[Change] = []
        for position, change in enumerate(changes, start=1):
            exchanges = len(changes) > 1 and change.id.kind is ResourceKind.RULE_GROUP
            sent = until_taken(without_moved(change, written), changes[position:]) if exchanges else change
            result = self._write(sent)
            self.results[change.id] = replace(result, change=change)
            if result.outcome is Outcome.DONE:
                written.append(change)
            with self._counting:
                self.done += 1
                self.conduct.progress(Progress(self.done, len(self.planned.plan.changes), change.id.kind))

    def _write(self, change: Change) -> ChangeResult:
        if not self.broken_off and self.conduct.stop.is_set():
            self.broken_off = INTERRUPTED
        if not self.broken_off and self.lease.is_over():
            self.broken_off = LOST
        if self.broken_off:
            return ChangeResult(change, Outcome.SKIPPED, self.broken_off)
        lost = [id for id in _needs(change) if id in self.results and self.results[id].outcome is not Outcome.DONE]
        if lost:
            named = ", ".join(str(id) for id in sorted(lost, key=lambda id: id.sort_key))
            return ChangeResult(change, Outcome.SKIPPED, f"it needs {named}")
        if change.action is Action.DELETE and any(
            one.outcome is not Outcome.DONE for one in list(self.results.values())
        ):
            return ChangeResult(change, Outcome.SKIPPED, "not deleted, since not everything before it could be written")
        if change.action is Action.ADOPT:
            return ChangeResult(change, Outcome.DONE)
        if self.journal:
            self.journal.note_start(change.id)
        result = self._send(change)
        if self.journal:
            self.journal.note_end(change.id, result.outcome, result.message)
        return result

    def _send(self, change: Change) -> ChangeResult:
        adapter = self.planned.adapters[change.id.kind]
        try:
            if change.after is not None:
                values = {pointer: self.planned.secrets[ref] for pointer, ref in _secrets(change).items()}
                adapter.write(change.after, change.before, values)
            elif change.before is not None:
                adapter.delete(change.before)
        except UnreachableError as error:
            self.broken_off = "not tried: the server cannot be reached any more"
            return ChangeResult(change, Outcome.FAILED, error.message)
        except GlimpseError as error:
            return ChangeResult(change, Outcome.FAILED, error.message)
        return ChangeResult(change, Outcome.DONE)


def _batches(changes: Sequence[Change]) -> Iterator[Sequence[Sequence[Change]]]:
    """The changes as batches of turns: the turns of a batch may be written at once, batches only one by one.

    Folders, data sources and what shares the notification document are written one after the other.
    """
    for kind, group in groupby(changes, key=lambda change: change.id.kind):
        together = list(group)
        if kind not in _AT_ONCE:
            yield from ([together[start : start + ONE_BY_ONE]] for start in range(0, len(together), ONE_BY_ONE))
            continue
        turns: list[Sequence[Change]] = (
            [*in_turns(together)] if kind is ResourceKind.RULE_GROUP else [[change] for change in together]
        )
        for start in range(0, len(turns), BATCH):
            yield turns[start : start + BATCH]


def _secrets(change: Change) -> Mapping[str, SecretRef]:
    return change.after.secrets if change.after else {}


def _needs(change: Change) -> frozenset[ResourceId]:
    return needs(change.after) if change.after else frozenset()
