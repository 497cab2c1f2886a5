"""Plans for a ruler, and what came of them, as JSON for machines; `docs/ruler.md` describes both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.plan import Action
from ..model.ruler_plan import RulerPlan, RulerResult

VERSION = 1


def ruler_plan_json(plan: RulerPlan, ruler: Mapping[str, str]) -> str:
    """The plan as one object, with a line break at its end. `ruler`: its url, engine and tenant."""
    actions = (Action.CREATE, Action.UPDATE, Action.DELETE)
    summary = {action.name.lower(): sum(one.action is action for one in plan.changes) for action in actions}
    changes = [
        {
            "action": change.action.name.lower(),
            "name": change.name,
            "fields": [{"where": field.where, "before": field.before, "after": field.after} for field in change.fields],
        }
        for change in plan.changes
    ]
    return _text(
        plan,
        ruler,
        empty=plan.is_empty,
        summary={**summary, "unchanged": len(plan.unchanged)},
        changes=changes,
        unchanged=list(plan.unchanged),
        left=list(plan.left),
    )


def ruler_apply_json(plan: RulerPlan, results: Sequence[RulerResult], ruler: Mapping[str, str]) -> str:
    """What was written, as one object, with a line break at its end."""
    failed = sum(bool(one.message) for one in results)
    changes = [
        {
            "action": one.change.action.name.lower(),
            "name": one.change.name,
            "outcome": "failed" if one.message else "done",
            "message": one.message,
        }
        for one in results
    ]
    return _text(
        plan,
        ruler,
        ended="partly applied" if failed else "done" if results else "nothing to do",
        summary={"done": len(results) - failed, "failed": failed, "unchanged": len(plan.unchanged)},
        changes=changes,
        left=list(plan.left),
    )


def _text(plan: RulerPlan, ruler: Mapping[str, str], **more: Any) -> str:
    data = {"version": VERSION, "ruler": dict(ruler), "namespace": plan.namespace, **more}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
