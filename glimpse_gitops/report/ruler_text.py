"""Plans for a ruler as text."""

from __future__ import annotations

from ..model.plan import Action
from ..model.ruler_plan import RulerPlan
from .count import all_of
from .difference_lines import difference_lines

_WORDS = {Action.CREATE: "to create", Action.UPDATE: "to change", Action.DELETE: "to delete"}


def ruler_plan_text(plan: RulerPlan) -> str:
    """The plan, one rule group after the other, and the counts."""
    lines: list[str] = []
    for change in plan.changes:
        lines.append(f"{change.action.value} rule group  {change.name}")
        lines += difference_lines(change.fields, "    ")
    if plan.left:
        lines += ["", *(f"left: rule group {name} is not in the code; --prune deletes it" for name in plan.left)]
    if lines:
        lines.append("")
    return "\n".join([*lines, _summary(plan)]) + "\n"


def _summary(plan: RulerPlan) -> str:
    if plan.is_empty:
        if not plan.unchanged:
            return "Nothing to do: the code has no rule group for this ruler."
        return f"Nothing to do: {all_of(len(plan.unchanged), 'rule group')} as the code says."
    counted = [(sum(one.action is action for one in plan.changes), word) for action, word in _WORDS.items()]
    return f"{', '.join(f'{count} {word}' for count, word in counted if count)}; {len(plan.unchanged)} unchanged."
