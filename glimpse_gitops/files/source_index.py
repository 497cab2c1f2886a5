"""The source index of Python modules, from their syntax trees, and their comments, from their tokens."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from ..model.origin import Origin
from ..model.source_index import Construct, SourceIndex
from ..model.text_literal import HOLE, Run, TextLiteral
from .module_imports import reachable_modules
from .python_strings import Character, SourceText, characters, runs_of


def build_source_index(sources: Mapping[str, str]) -> SourceIndex:
    """The index of modules given as path → text. A module that is no valid Python has no entries."""
    literals: dict[str, tuple[TextLiteral, ...]] = {}
    constructs: dict[str, tuple[Construct, ...]] = {}
    trees: dict[str, ast.Module] = {}
    for path, text in sources.items():
        walk = _Walk(path, text)
        literals[path], constructs[path] = tuple(walk.literals), tuple(walk.constructs)
        trees[path] = walk.tree
    return SourceIndex(literals, constructs, reachable_modules(trees))


def comments_of(text: str) -> dict[int, str]:
    """Line → the comment on it, with its `#`; up to the place where the module is no valid Python."""
    comments: dict[int, str] = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                comments[token.start[0]] = token.string
    except (tokenize.TokenError, SyntaxError):
        return comments
    return comments


_LEAVES = frozenset({ast.Name, ast.Load, ast.Store, ast.Del, ast.Add, ast.Sub, ast.Mult, ast.alias, ast.Pass})
"""Nodes without a text or a construct in them."""
_QUOTES = ('"', "'")


class _Walk:
    """One walk over the tree of a module."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.source = SourceText(text)
        self.literals: list[TextLiteral] = []
        self.constructs: list[Construct] = []
        self.variable = ""
        self.inside: list[list[TextLiteral]] = []
        self.tree = ast.Module([], [])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                self.tree = ast.parse(self.source.text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return
        for statement in self.tree.body:
            self.variable = _variable(statement)
            try:
                self.visit(statement)
            except RecursionError:
                continue

    def visit(self, node: ast.AST, *, in_sum: bool = False) -> None:
        """Collect the literals and constructs in and under a node."""
        callee = _callee(node)
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) and not in_sum:
            self.literal(node)
        if callee is not None:
            with self.construct(node, callee):
                self.children(node)
        else:
            self.children(node)

    def children(self, node: ast.AST) -> None:
        """Visit what is under a node; the parts of a sum of strings are literals of their own as well."""
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                if isinstance(value, ast.FormattedValue):
                    self.visit(value.value)
            return
        for child in ast.iter_child_nodes(node):
            if type(child) in _LEAVES or (type(child) is ast.Constant and not isinstance(child.value, str)):
                continue
            self.visit(child, in_sum=isinstance(node, ast.BinOp) and isinstance(child, ast.BinOp))

    @contextmanager
    def construct(self, node: ast.AST, callee: str) -> Iterator[None]:
        """Everything that is found meanwhile is inside the construct."""
        literals: list[TextLiteral] = []
        self.inside.append(literals)
        yield
        self.inside.pop()
        leads = self.source.leads(self.start(node))
        self.constructs.append(Construct(callee, self.origin(node), tuple(literals), leads))

    def literal(self, node: ast.expr) -> None:
        """Keep a string constant, an f-string, or strings that are put together with `+`, `%` or implicitly."""
        expected = _pattern(node)
        if expected is None or (isinstance(node, ast.BinOp) and len(expected.strip(HOLE)) < 2):
            return
        origin = self.origin(node)
        runs = self.plain_run(node, expected, origin) or self.runs(node, expected)
        literal = TextLiteral(expected, origin, runs, tuple(_holes(node)))
        self.literals.append(literal)
        for construct in self.inside:
            construct.append(literal)

    def plain_run(self, node: ast.expr, text: str, origin: Origin) -> Sequence[Run]:
        """The characters of a constant that stands on one line as it is; none for any other."""
        start, width = self.start(node), len(text)
        if not isinstance(node, ast.Constant) or origin.line != origin.end_line:
            return ()
        for quote in _QUOTES:
            written = self.source.text.startswith(text, start + len(quote)) and self.source.text.startswith(
                quote, start
            )
            if written and self.end(node) - start == width + 2 * len(quote) and "\\" not in text:
                return (Run(0, origin.line, origin.column + len(quote)),) if text else ()
        return ()

    def runs(self, node: ast.expr, text: str) -> Sequence[Run]:
        """The characters of a literal, one by one; none where they cannot be followed."""
        try:
            found = self.pieces(node)
        except (ValueError, KeyError, IndexError):
            return ()
        return runs_of(found) if "".join(one.text for one in found) == text else ()

    def pieces(self, node: ast.expr) -> list[Character]:
        """The characters of a literal or of a sum of literals, a HOLE for what is not known."""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return [*self.pieces(node.left), *self.pieces(node.right)]
        if _pattern(node) is None:
            return [Character(HOLE, *self.source.place(self.start(node)))]
        return characters(self.source, self.start(node), self.end(node))

    def start(self, node: ast.AST) -> int:
        """The offset of a node."""
        assert isinstance(node, ast.expr | ast.stmt)
        return self.source.offset(node.lineno, node.col_offset)

    def end(self, node: ast.AST) -> int:
        """The offset behind a node."""
        assert isinstance(node, ast.expr | ast.stmt)
        return self.source.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def origin(self, node: ast.AST) -> Origin:
        """The place of a node."""
        line, column = self.source.place(self.start(node))
        end_line, end_column = self.source.place(self.end(node))
        return Origin(self.path, line, column, end_line, end_column, self.variable)


def _pattern(node: ast.expr) -> str | None:
    """The value of a literal with a HOLE for each part that is not known; None for what is no string."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        values = (value.value if isinstance(value, ast.Constant) else HOLE for value in node.values)
        return "".join(value for value in values if isinstance(value, str))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _pattern(node.left), _pattern(node.right)
        if left is None and right is None:
            return None
        return (HOLE if left is None else left) + (HOLE if right is None else right)
    return None


def _holes(node: ast.expr) -> list[str]:
    """The names behind the HOLEs of a pattern, in their order."""
    if isinstance(node, ast.JoinedStr):
        return [_name(value.value) for value in node.values if isinstance(value, ast.FormattedValue)]
    if isinstance(node, ast.BinOp) and _pattern(node) is not None:
        return [*_holes(node.left), *_holes(node.right)]
    return [] if _pattern(node) is not None else [_name(node)]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _callee(node: ast.AST) -> str | None:
    """What makes a node a construct: the name that is called, empty for a dictionary, `=` for an assignment."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name):
            return node.func.id
        return node.func.attr if isinstance(node.func, ast.Attribute) else "()"
    if isinstance(node, ast.Dict):
        return ""
    return "=" if isinstance(node, ast.Assign | ast.AnnAssign) else None


def _variable(statement: ast.stmt) -> str:
    if isinstance(statement, ast.AnnAssign):
        targets: list[ast.expr] = [statement.target]
    else:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
    return next((target.id for target in targets if isinstance(target, ast.Name)), "")
