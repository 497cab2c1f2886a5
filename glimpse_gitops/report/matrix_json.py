"""The matrix of environments, as JSON."""

from __future__ import annotations

import json
from typing import Any

from ..model.matrix import Column, Matrix
from ..model.plan import Action

VERSION = 1
_WORDS = {"✓": "unchanged", "·": "not_wanted", "?": "not_known"} | {one.value: one.name.lower() for one in Action}


def matrix_json(matrix: Matrix) -> str:
    """Environments, and every object with what each of them would do to it; with a line break at its end."""
    data = {
        "version": VERSION,
        "environments": [_column(column) for column in matrix.columns],
        "objects": [
            {
                "kind": row.id.kind.name.lower(),
                "id": row.id.identity,
                "title": row.title,
                "in": {name: _WORDS[sign] for name, sign in row.signs.items()},
            }
            for row in matrix.rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _column(column: Column) -> dict[str, Any]:
    if column.plan is None:
        return {"name": column.name, "error": column.fault, "next": column.next_step}
    plan = column.plan
    summary = {action.name.lower(): len(plan.by_action(action)) for action in Action}
    return {
        "name": column.name,
        "empty": plan.is_empty,
        "summary": {**summary, "unchanged": len(plan.unchanged)},
        "problems": list(plan.problems),
        "warnings": list(plan.warnings),
    }
