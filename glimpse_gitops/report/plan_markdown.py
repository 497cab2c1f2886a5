"""Plans as Markdown for a pull request: what matters first, each object's fields folded in."""

from __future__ import annotations

import html
import json
import shlex
from collections.abc import Sequence
from typing import Any

from ..model.plan import PLACE, Action, Change, FieldChange, Plan, is_place
from ..model.plan_head import PlanHead
from ..model.query_check import QueryCheck
from ..model.resource import ResourceKind
from .count import counted
from .difference_lines import move_words
from .plan_text import plan_summary
from .query_checks_text import query_check_lines
from .routing_text import routing_lines
from .rule_impact_text import impact_lines

_WORDS = {
    Action.CREATE: "create",
    Action.UPDATE: "change",
    Action.DELETE: "delete",
    Action.ADOPT: "adopt",
    Action.REFUSE: "**refused**",
}
_LONGEST = 2000
"""Characters of a value that are shown; GitHub takes 65,536 for a whole comment."""


def plan_markdown(plan: Plan, head: PlanHead, checks: Sequence[QueryCheck] = ()) -> str:
    """A heading, the summary, a list for what needs attention, then one folded section an object."""
    where = f"{head.environment}: {head.url}" if head.environment else head.url
    parts = [f"### Plan for {where} (Grafana {head.version}, owner {head.owner})", "", plan_summary(plan), ""]
    warned = [f"**An apply would be refused:** {_text(problem)}" for problem in plan.problems]
    warned += [
        f"**Stopped without** `--allow {shlex.quote(brake.name)}`**:** {_text(brake.why)}" for brake in plan.brakes
    ]
    warned += [f"**{_text(line)}**" for line in impact_lines(one for one in plan.impacts if one.resets_firing)]
    warned += [_text(line) for line in impact_lines(one for one in plan.impacts if not one.resets_firing)]
    warned += [_text(line) for line in routing_lines(plan.routing)]
    warned += [_text(line) for line in query_check_lines(checks)]
    warned += [_text(line) for line in plan.warnings]
    if warned:
        parts += [*(f"* {line}" for line in warned), ""]
    for change in plan.changes:
        parts += _change(change)
    if plan.left_alone:
        others = len(plan.left_alone)
        parts += [f"{counted(others, 'other object')} {'is' if others == 1 else 'are'} left alone.", ""]
    return "\n".join(parts).rstrip("\n") + "\n"


def _change(change: Change) -> list[str]:
    title = "" if change.id.kind is ResourceKind.POLICY else f" {_text(change.title)}"
    reason = f" ({_text(change.reason)})" if change.reason else ""
    head = f"{_WORDS[change.action]} {change.id.kind.value}{title}{reason}"
    if not change.fields:
        return [f"* {head}", ""]
    body = [line for field in change.fields for line in _field(field)]
    fence = "`" * max(3, 1 + max((_run_of_backticks(line) for line in body), default=0))
    return [f"<details><summary>{head}</summary>", "", f"{fence}diff", *body, fence, "", "</details>", ""]


def _field(field: FieldChange) -> list[str]:
    if is_place(field):
        return [f"@@ {field.where.removesuffix(f', {PLACE}')} @@", f"  {move_words(field.before, field.after)}"]
    removed = [] if field.before is None else [f"- {line}" for line in _shown(field.before).split("\n")]
    added = [] if field.after is None else [f"+ {line}" for line in _shown(field.after).split("\n")]
    return [f"@@ {field.where} @@", *removed, *added]


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(line: str) -> str:
    """Text of users and servers as it is: no mark-up, no mention of anybody, no HTML."""
    escaped = html.escape(line, quote=False).replace("\n", " ")
    for mark in "\\`*_[]|~#@":
        escaped = escaped.replace(mark, f"&#{ord(mark)};" if mark in "@#" else f"\\{mark}")
    return escaped


def _run_of_backticks(line: str) -> int:
    longest = run = 0
    for character in line:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    return longest
