"""Plans and what became of them, as text for people."""

from __future__ import annotations

import shlex
from collections import Counter

from ..model.plan import Action, ApplyResult, Change, ChangeResult, OnHold, Outcome, Plan
from ..model.resource import ResourceId, ResourceKind
from .count import all_of, counted
from .difference_lines import difference_lines
from .drift_text import drift_lines
from .routing_text import routing_lines
from .rule_impact_text import impact_lines

_NOUN_WIDTH = max(len(kind.value) for kind in ResourceKind)


def plan_text(plan: Plan, *, verbose: bool = False) -> str:
    """The plan, one object after the other in the order of apply, each with what changes in it."""
    lines: list[str] = []
    for change in plan.changes:
        lines += change_lines(change)
    if plan.impacts:
        lines += ["", "Alerts that are active now:", *(f"  {line}" for line in impact_lines(plan.impacts))]
    if moved := routing_lines(plan.routing):
        lines += ["", "Routing:", *(f"  {line}" for line in moved)]
    if plan.drift:
        lines += ["", "Changed in Grafana since the last apply, and kept unless it was deleted:"]
        lines += [f"  {line}" for line in drift_lines(plan.drift)]
    if plan.on_hold:
        lines += ["", "On hold:"]
        lines += [f"  {_held(one)}" for one in plan.on_hold]
    if plan.left_alone:
        lines += ["", "Left alone:", *_left_alone(plan, verbose)]
    if plan.brakes:
        lines += ["", "Stopped unless allowed:"]
        lines += [f"  {brake.why}  (--allow {shlex.quote(brake.name)})" for brake in plan.brakes]
    if plan.problems:
        lines += ["", *(f"An apply would be refused: {problem}" for problem in plan.problems)]
    if plan.warnings:
        lines += ["", *(f"Note: {warning}" for warning in plan.warnings)]
    if lines:
        lines.append("")
    return "\n".join([*lines, plan_summary(plan)]).lstrip("\n") + "\n"


def plan_summary(plan: Plan) -> str:
    """One sentence: how much of what."""
    if plan.is_empty:
        if not plan.unchanged:
            return f"Nothing to do: the code describes nothing that would be written{_but_for(plan)}."
        return f"Nothing to do: {all_of(len(plan.unchanged), 'object')} as the code says{_but_for(plan)}."
    words = {
        Action.CREATE: "to create",
        Action.UPDATE: "to change",
        Action.DELETE: "to delete",
        Action.ADOPT: "to adopt",
        Action.REFUSE: "refused",
    }
    numbers = [(len(plan.by_action(action)), word) for action, word in words.items()]
    parts = [f"{count} {word}" for count, word in numbers if count]
    return f"{', '.join(parts)}; {len(plan.unchanged)} unchanged."


def _but_for(plan: Plan) -> str:
    drifted, held = len({one.id for one in plan.drift}), len(plan.on_hold)
    of = "it" if len(plan.unchanged) == 1 else f"{drifted} of them"
    kept = f"changes made in Grafana to {of}" if drifted else ""
    waiting = f"{held} on hold" if held else ""
    return f", but for {' and '.join(part for part in (kept, waiting) if part)}" if kept or waiting else ""


def _held(one: OnHold) -> str:
    by = f" by {one.hold.by}" if one.hold.by else ""
    return f"{one.id.named(one.title)}  (until {one.hold.until:%Y-%m-%d %H:%M} UTC{by}: {one.hold.reason})"


def apply_text(result: ApplyResult) -> str:
    """What an apply did: every change that did not end well by name, and the counts."""
    lines = [
        f"  {one.outcome.value:<8} {one.change.id.named(one.change.title)}: {_without_name(one)}"
        for one in result.results
        if one.outcome is not Outcome.DONE
    ]
    lines += [f"Note: {warning}" for warning in result.warnings]
    counts = [f"{result.count(outcome)} {outcome.value}" for outcome in Outcome if result.count(outcome)]
    lines.append(f"{', '.join(counts) or 'noted what was adopted'} ({counted(result.writes, 'writing request')}).")
    return "\n".join(lines) + "\n"


def _without_name(result: ChangeResult) -> str:
    """The message without the name of the object, which stands before it already."""
    return result.message.removeprefix(f"{result.change.id}: ")


def change_lines(change: Change) -> list[str]:
    """What happens to one object, and below it what changes in it."""
    title = _name(change.id, change.title)
    reason = f"  ({change.reason})" if change.reason else ""
    head = f"{change.action.value} {change.id.kind.value:<{_NOUN_WIDTH}}  {title}{reason}".rstrip()
    return [head, *difference_lines(change.fields, "    ")]


def _name(id: ResourceId, title: str) -> str:
    """The title, where the kind does not say it all."""
    return "" if id.kind is ResourceKind.POLICY else title


def _left_alone(plan: Plan, verbose: bool) -> list[str]:
    if verbose or len(plan.left_alone) <= 10:
        return [
            f"  {one.id.kind.value:<{_NOUN_WIDTH}}  {_name(one.id, one.title or one.id.identity)}".rstrip()
            + f"  ({one.why})"
            for one in plan.left_alone
        ]
    counts = Counter((one.id.kind, one.why) for one in plan.left_alone)
    return [f"  {count} × {kind.value}  ({why})" for (kind, why), count in counts.items()]
