"""The id of a panel, written beside its title: else a panel that gets another title gets another id as well."""

from __future__ import annotations

import ast

from .revision import CannotFollowError
from .siblings import behind
from .source_edit import Edit, ModuleSource


def pinned(source: ModuleSource, path: str, title: ast.Constant, new: str, id: int) -> list[Edit]:
    """The edit that gives the panel of this title its id; none where it has one of its own already.

    Raises CannotFollowError where the text is not the title of a call or a dictionary.
    """
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            named = next((one for one in node.keywords if one.value is title), None)
            if named is not None and named.arg == "title":
                return [] if _has_id(node) else [_argument(source, named, id)]
            if node.args and node.args[0] is title and _is_row(node):
                arguments: list[ast.expr | ast.keyword] = [*node.args, *node.keywords]
                return [] if _has_id(node) else [_argument(source, max(arguments, key=source.start), id)]
        elif isinstance(node, ast.Dict):
            if any(key is title for key in node.keys):
                raise CannotFollowError(
                    f"line {title.lineno} of {path} has the row as a key, which can keep no id: "
                    f'write it as Row("{new}", […], id={id}), in a list'
                )
            for key, value in zip(node.keys, node.values, strict=True):
                if value is title and isinstance(key, ast.Constant) and key.value == "title":
                    return [] if _has_key(node) else [_entry(source, key, value, id)]
    raise CannotFollowError(
        f"line {title.lineno} of {path} does not hold the title of a panel: write id={id} beside it"
    )


def _argument(source: ModuleSource, neighbour: ast.expr | ast.keyword, id: int) -> Edit:
    return behind(source, source.start(neighbour), source.end(neighbour), lambda *_: str(id), "id=")


def _entry(source: ModuleSource, key: ast.expr, value: ast.expr, id: int) -> Edit:
    return behind(source, source.start(key), source.end(value), lambda *_: str(id), '"id": ')


def _is_row(call: ast.Call) -> bool:
    """`Row("Traffic", […])`: the one class that takes its title by position."""
    return isinstance(call.func, ast.Name) and call.func.id == "Row"


def _has_id(call: ast.Call) -> bool:
    return any(one.arg == "id" for one in call.keywords)


def _has_key(entries: ast.Dict) -> bool:
    return any(isinstance(key, ast.Constant) and key.value == "id" for key in entries.keys)
