"""The matrix of environments as a table."""

from __future__ import annotations

from ..model.matrix import Column, Matrix
from ..model.plan import Action
from .plan_text import plan_summary

_LEGEND = "✓ as the code says  + missing  ~ differs  - to delete  = to adopt  ! refused  · not wanted  ? not known"


def matrix_text(matrix: Matrix, *, verbose: bool = False) -> str:
    """One line an object that differs anywhere (every object with `verbose`), then one line an environment."""
    shown = [row for row in matrix.rows if verbose or set(row.signs.values()) - {"✓", "·", "?"}]
    lines: list[str] = []
    if shown:
        names = [row.id.named(f" {row.title}") for row in shown]
        width = max(len(name) for name in names)
        heads = [column.name for column in matrix.columns]
        lines.append(f"{'':<{width}}  {'  '.join(heads)}")
        for row, name in zip(shown, names, strict=True):
            cells = "  ".join(f"{row.signs[head]:^{len(head)}}" for head in heads)
            lines.append(f"{name:<{width}}  {cells}".rstrip())
        lines += ["", _LEGEND, ""]
    lines += [_sentence(column) for column in matrix.columns]
    return "\n".join(lines) + "\n"


def _sentence(column: Column) -> str:
    if column.plan is None:
        return f"{column.name}: {column.fault}"
    lacking = [change.title for change in column.plan.by_action(Action.CREATE)]
    lacks = f" It lacks {', '.join(lacking[:5])}{' and more' if len(lacking) > 5 else ''}." if lacking else ""
    return f"{column.name}: {plan_summary(column.plan)}{lacks}"
