"""The rows of a matrix: the plans of several environments, object by object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.environment import Environment
from ..model.matrix import Column, Matrix, Row
from ..model.plan import Plan
from ..model.resource import ResourceId

AS_THE_CODE_SAYS = "✓"
NOT_WANTED = "·"
NOT_KNOWN = "?"


def matrix_of(columns: Sequence[Column], environments: Mapping[str, Environment]) -> Matrix:
    """Every object that any of the plans has, in the order of apply, with what each environment would do to it."""
    signs: dict[ResourceId, dict[str, str]] = {}
    titles: dict[ResourceId, str] = {}
    for column in columns:
        if column.plan is None:
            continue
        prefix = environments[column.name].folder_prefix
        for id, sign, title in _objects(column, column.plan):
            plain = ResourceId(id.kind, id.identity.removeprefix(prefix))
            signs.setdefault(plain, {})[column.name] = sign
            titles.setdefault(plain, title.removeprefix(f"{prefix.strip('-_')}: ") if prefix else title)
    ordered = sorted(signs, key=lambda id: id.sort_key)
    names = {column.name: NOT_WANTED if column.plan is not None else NOT_KNOWN for column in columns}
    return Matrix(tuple(columns), tuple(Row(id, titles[id], {**names, **signs[id]}) for id in ordered))


def _objects(column: Column, plan: Plan) -> list[tuple[ResourceId, str, str]]:
    changed = [(change.id, change.action.value, change.title) for change in plan.changes]
    return [*changed, *((id, AS_THE_CODE_SAYS, column.titles.get(id, id.identity)) for id in plan.unchanged)]
