"""The matrix of environments as a table."""

from __future__ import annotations

from ..model.matrix import Column, Matrix
from ..model.plan import Action, Plan
from .excerpt import columns
from .plan_text import plan_summary

_LEGEND = "✓ as the code says  + missing  ~ differs  - to delete  = to adopt  ! refused  · not wanted  ? not known"


def matrix_text(matrix: Matrix, *, verbose: bool = False) -> str:
    """One line an object that differs anywhere (every object with `verbose`), then one line an environment."""
    shown = [row for row in matrix.rows if verbose or set(row.signs.values()) - {"✓", "·", "?"}]
    lines: list[str] = []
    if shown:
        names = [row.id.named(f" {row.title}") for row in shown]
        width = max(map(columns, names))
        heads = [column.name for column in matrix.columns]
        lines.append(f"{'':<{width}}  {'  '.join(heads)}")
        for row, name in zip(shown, names, strict=True):
            cells = "  ".join(f"{row.signs[head]:^{len(head)}}" for head in heads)
            lines.append(f"{name}{' ' * (width - columns(name))}  {cells}".rstrip())
        lines += ["", _LEGEND, ""]
    lines += [line for column in matrix.columns for line in _lines(column)]
    return "\n".join(lines) + "\n"


def _lines(column: Column) -> list[str]:
    """How it is there, and what stands in the way: also the secrets that are not set here."""
    if column.plan is None:
        return [f"{column.name}: {column.fault}"]
    plan = column.plan
    said = [f"refused: {one.id.named(one.title)}, {one.reason}" for one in plan.refused]
    said += [f"an apply would be refused: {problem}" for problem in plan.problems]
    return [_sentence(column, plan), *(f"  {line}" for line in (*said, *plan.warnings))]


def _sentence(column: Column, plan: Plan) -> str:
    lacking = [change.title for change in plan.by_action(Action.CREATE)]
    lacks = f" It lacks {', '.join(lacking[:5])}{' and more' if len(lacking) > 5 else ''}." if lacking else ""
    return f"{column.name}: {plan_summary(plan)}{lacks}"
