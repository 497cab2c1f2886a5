"""Runs as text and as JSON: when, by whom, against what, what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from ..model.run import EntryState, RunRecord

KILLED = "killed, or still going on"


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


def _line(run: RunRecord) -> str:
    head = run.head
    counts = ", ".join(f"{run.count(state)} {state.value}" for state in EntryState if run.count(state))
    where = f"{head.url}{f' ({head.environment})' if head.environment else ''}"
    return f"{head.id}  {head.command} to {where}, owner {head.owner}, by {head.by}: {run.ended or KILLED} ({counts})"
