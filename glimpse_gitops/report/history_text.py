"""Runs as text and as JSON: when, by whom, against what, what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ..model.plan import Action, Change
from ..model.run import EntryState, RunEntry, RunRecord
from .plan_text import change_lines

KILLED = "killed, or still going on"

_NAMED = 3
"""Objects of a run that are told by name, of those with which the same was done."""

_DONE = {Action.CREATE: "created", Action.UPDATE: "changed", Action.DELETE: "deleted"}


def history_text(runs: Sequence[RunRecord]) -> str:
    """A line a run, the latest first."""
    if not runs:
        return "No run has left a journal here.\n"
    return "".join(f"{_line(run)}\n" for run in runs)


def history_json(runs: Sequence[RunRecord]) -> str:
    """The runs as a list of objects."""
    data = [
        {
            **asdict(run.head),
            "ended": run.ended or KILLED,
            "objects": {state.value: run.count(state) for state in EntryState},
            "changes": [
                {
                    "action": entry.action.name.lower(),
                    "kind": entry.id.kind.value,
                    "id": entry.id.identity,
                    "state": entry.state.value,
                }
                for entry in run.entries
            ],
        }
        for run in runs
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def run_text(run: RunRecord, changes: Sequence[Change]) -> str:
    """One run: its line, and `changes`, which are what it did to each object."""
    lines = [_head(run), *(["", *_adopted(run)] if run.head.adopted else []), ""]
    for change in changes:
        lines += change_lines(change)
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(run: RunRecord) -> str:
    done = [
        _named(word, [one for one in run.entries if one.state is EntryState.DONE and one.action is action])
        for action, word in _DONE.items()
    ]
    rest = [
        _named(state.value, [one for one in run.entries if one.state is state])
        for state in (EntryState.FAILED, EntryState.STARTED, EntryState.NOT_TRIED)
    ]
    return f"{_head(run)} ({'; '.join(filter(None, [*done, *_adopted(run), *rest])) or 'nothing'})"


def _head(run: RunRecord) -> str:
    head = run.head
    where = f"{head.url}{f' ({head.environment})' if head.environment else ''}"
    return f"{head.id}  {head.command} to {where}, owner {head.owner}, by {head.by}: {run.ended or KILLED}"


def _adopted(run: RunRecord) -> list[str]:
    return [f"{run.head.adopted} adopted"] if run.head.adopted else []


def _named(word: str, entries: Sequence[RunEntry]) -> str:
    """`1 changed: dashboard Service`; empty for none."""
    if not entries:
        return ""
    names = ", ".join(one.id.named(one.title) for one in entries[:_NAMED])
    more = f" and {len(entries) - _NAMED} more" if len(entries) > _NAMED else ""
    return f"{len(entries)} {word}: {names}{more}"
