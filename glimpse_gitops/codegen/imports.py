"""Names that a module has to import for what is written into it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from .module import import_line
from .source_edit import Edit, ModuleSource, edited


def with_imports(text: str, wanted: Mapping[str, str]) -> str:
    """The module with each of `wanted` (name → module) imported, in the statement that there is for that module."""
    source = ModuleSource(text)
    there = source.imported()
    missing: dict[str, set[str]] = {}
    for name, module in wanted.items():
        if there.get(name) != module and source.assigned(name) is None:
            missing.setdefault(module, set()).add(name)
    statements = [one for one in source.tree.body if isinstance(one, ast.ImportFrom)]
    edits = [_edit(source, statements, module, names) for module, names in sorted(missing.items())]
    return edited(text, edits)


def _edit(source: ModuleSource, statements: list[ast.ImportFrom], module: str, names: set[str]) -> Edit:
    same = [
        one
        for one in statements
        if one.module == module and not one.level and all(alias.asname is None for alias in one.names)
    ]
    if same:
        known = {alias.name for alias in same[0].names}
        line = import_line(module, known | names).rstrip("\n")
        return Edit(source.start(same[0]), source.end(same[0]), line)
    if statements:
        end = source.end(statements[-1])
        return Edit(end, end, "\n" + import_line(module, names).rstrip("\n"))
    first = next((one for one in source.tree.body if not _is_docstring(one)), None)
    start = source.start(first) if first else len(source.text)
    return Edit(start, start, import_line(module, names) + "\n")


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
