"""A run as the changes that it made: what its journal tells, compared once more."""

from __future__ import annotations

from ..model.plan import Change
from ..model.run import EntryState, RunEntry, RunRecord
from .diff import changed_fields


def run_changes(record: RunRecord) -> tuple[Change, ...]:
    """The changes of a run in its order, field by field; the reason says where one did not end well, and why."""
    return tuple(_change(entry) for entry in record.entries)


def _change(entry: RunEntry) -> Change:
    fields = changed_fields(entry.before, entry.after) if entry.before and entry.after else ()
    reason = "" if entry.state is EntryState.DONE else entry.state.value
    if reason and entry.message:
        reason += f": {entry.message}"
    return Change(entry.action, entry.id, entry.title, entry.before, entry.after, fields, reason)
