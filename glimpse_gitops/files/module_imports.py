"""Which of the project's modules a module imports, from its syntax tree, directly or through others."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Set


def reachable_modules(trees: Mapping[str, ast.Module]) -> dict[str, frozenset[str]]:
    """Path → paths of the modules that it imports and that these import.

    A package stands for all of its modules. Through a module of ours that is not among the given ones anything may
    come, so that everything counts as imported.
    """
    direct = {path: _imported(path, tree, trees.keys()) for path, tree in trees.items()}
    reachable = {}
    for path in direct:
        found: set[str] = set()
        waiting = [path]
        while waiting:
            new = direct[waiting.pop()] - found
            found |= new
            waiting += new
        reachable[path] = frozenset(found - {path})
    return reachable


def _imported(path: str, tree: ast.Module, known: Set[str]) -> set[str]:
    folders = {one.partition("/")[0] for one in known}
    found: set[str] = set()
    for names in _names(path, tree):
        for name in names:
            modules = {one for one in known if one == f"{name}.py" or one.startswith(f"{name}/")}
            if modules:
                found |= modules
                break
        else:
            if names[-1].partition("/")[0] in folders:
                return set(known)
    return found


def _names(path: str, tree: ast.Module) -> Iterator[list[str]]:
    """For each import the paths, without `.py`, that it may mean: the likeliest first."""
    package = path.split("/")[:-1]
    for node in _statements(tree):
        if isinstance(node, ast.Import):
            yield from ([alias.name.replace(".", "/")] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = package[: len(package) - node.level + 1] if node.level else []
            start = "/".join([*around, *(node.module or "").split(".")]).strip("/")
            yield from ([f"{start}/{alias.name}", start] for alias in node.names)


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Every statement, those inside of others included: expressions, most of a tree by far, hold none."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if isinstance(child, ast.stmt):
                yield child
            if isinstance(child, _HOLD_STATEMENTS):
                waiting.append(child)


_HOLD_STATEMENTS = (ast.stmt, ast.excepthandler, ast.match_case)
