"""Source that says what it means: literals, and calls of classes with such. Whatever else stands there is computed."""

from __future__ import annotations

import ast


def callee(node: ast.Call) -> str:
    """`AlertRule(…)`, `authoring.AlertRule(…)` → `AlertRule`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def is_plain(node: ast.AST, *, names: bool = False) -> bool:
    """Whether it is nothing but literals, and calls of classes and of `env` with such; and names, where they may be."""
    if isinstance(node, ast.Constant) or (names and isinstance(node, ast.Name | ast.Attribute)):
        return True
    if isinstance(node, ast.Call):
        known = names or callee(node)[:1].isupper() or callee(node) in ("env", "secret_file", "command", "existing")
        inside = [*node.args, *(one.value for one in node.keywords)]
    elif isinstance(node, ast.Dict):
        known, inside = None not in node.keys, [*(key for key in node.keys if key is not None), *node.values]
    elif isinstance(node, ast.UnaryOp):
        known, inside = True, [node.operand]
    elif isinstance(node, ast.List | ast.Tuple):
        known, inside = True, node.elts
    else:
        return False
    return known and all(is_plain(one, names=names) for one in inside)
