"""What an apply did, as JSON for machines; `docs/rollback.md` describes it."""

from __future__ import annotations

import json

from ..model.plan import ApplyResult, Outcome, Plan

VERSION = 1


def apply_json(result: ApplyResult, plan: Plan, url: str, owner: str) -> str:
    """One object, with a line break at its end."""
    data = {
        "version": VERSION,
        "grafana": {"url": url},
        "owner": owner,
        "run": result.run,
        "ended": ended(result),
        "changes": [
            {
                "action": one.change.action.name.lower(),
                "kind": one.change.id.kind.value,
                "id": one.change.id.identity,
                "title": one.change.title,
                "outcome": one.outcome.value,
                "message": one.message,
            }
            for one in result.results
        ],
        "summary": {
            **{outcome.value: result.count(outcome) for outcome in Outcome},
            "unchanged": len(plan.unchanged),
        },
        "writes": result.writes,
        "warnings": list(result.warnings),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def ended(result: ApplyResult) -> str:
    """In two words at most, as the journal has it."""
    if result.interrupted:
        return "interrupted"
    if result.count(Outcome.DONE) < len(result.results) or result.warnings:
        return "partly applied"
    return "done" if result.results else "nothing to do"
