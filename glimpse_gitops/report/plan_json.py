"""Plans as JSON for machines; `docs/plan.schema.json` is its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..model.plan import Action, Change, Plan
from ..model.plan_head import PlanHead
from ..model.query_check import QueryCheck
from ..model.resource import ResourceId

VERSION = 1


def plan_json(plan: Plan, head: PlanHead, checks: Sequence[QueryCheck] = ()) -> str:
    """The plan as one object, with a line break at its end: the same text for the same plan."""
    data = {**plan_data(plan, head), "queries": [_check(check) for check in checks]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def plan_data(plan: Plan, head: PlanHead) -> dict[str, Any]:
    """The plan as plain data. Values of secrets are not in it, since plans do not hold them."""
    return {
        "version": VERSION,
        "grafana": {"url": head.url, "version": head.version, "org": head.org, "org_name": head.org_name},
        "owner": head.owner,
        "environment": head.environment,
        "empty": plan.is_empty,
        "summary": {
            **{action.name.lower(): len(plan.by_action(action)) for action in Action},
            "unchanged": len(plan.unchanged),
        },
        "changes": [_change(change) for change in plan.changes],
        "unchanged": [_named(id) for id in plan.unchanged],
        "drift": [
            {
                **_named(one.id),
                "title": one.title,
                "where": one.where,
                "before": one.before,
                "after": one.after,
                "by": one.by,
                "at": one.at,
            }
            for one in plan.drift
        ],
        "on_hold": [
            {**_named(one.id), "title": one.title, "until": one.hold.until.isoformat(), "reason": one.hold.reason}
            for one in plan.on_hold
        ],
        "left_alone": [{**_named(one.id), "title": one.title, "why": one.why} for one in plan.left_alone],
        "alerts": [
            {
                "rule": impact.edit.title,
                "uid": impact.edit.uid,
                "group": impact.edit.group.identity,
                "fate": impact.edit.fate.name.lower(),
                "why": impact.edit.why,
                "firing": impact.instances.firing,
                "pending": impact.instances.pending,
            }
            for impact in plan.impacts
        ],
        "routing": {
            "moves": [
                {
                    "rule": move.rule,
                    "before": list(move.before),
                    "after": list(move.after),
                    "to_default": move.to_default,
                    "where": [dict(case) for case in move.where],
                }
                for move in plan.routing.moves
            ],
            "not_told": dict(plan.routing.not_told),
        },
        "brakes": [asdict(brake) for brake in plan.brakes],
        "problems": list(plan.problems),
        "warnings": list(plan.warnings),
    }


def _change(change: Change) -> Mapping[str, Any]:
    return {
        "action": change.action.name.lower(),
        **_named(change.id),
        "title": change.title,
        "reason": change.reason,
        "fields": [
            {"where": field.where, "before": field.before, "after": field.after, "cause": field.cause.name.lower()}
            for field in change.fields
        ],
    }


def _check(check: QueryCheck) -> Mapping[str, Any]:
    return {
        "where": check.query.where,
        "datasource": check.query.datasource,
        "expr": check.query.text,
        "outcome": check.outcome.name.lower(),
        "series": check.series,
        "bound": check.bound,
        "detail": check.detail,
    }


def _named(id: ResourceId) -> dict[str, str]:
    return {"kind": id.kind.name.lower(), "id": id.identity}
