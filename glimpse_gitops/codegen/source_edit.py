"""Edits of a module's text by the places that its syntax tree names."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """`text` in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


class ModuleSource:
    """A module's text with its tree; offsets count characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def start(self, node: ast.AST) -> int:
        """The offset of a node."""
        assert isinstance(node, ast.expr | ast.stmt | ast.keyword)
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.AST) -> int:
        """The offset behind a node."""
        assert isinstance(node, ast.expr | ast.stmt | ast.keyword)
        return self._offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def column(self, offset: int) -> int:
        """How many characters stand before the offset on its line."""
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def indent(self, offset: int) -> int:
        """The blanks at the start of the line of an offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        line = self.text[start:]
        return len(line) - len(line.lstrip(" "))

    def leads(self, offset: int) -> bool:
        """Whether only blanks stand before the offset on its line."""
        return not self.text[offset - self.column(offset) : offset].strip()

    def _offset(self, line: int, byte_column: int) -> int:
        start = self._starts[line - 1]
        return start + len(self.text[start : self._starts[line] - 1].encode()[:byte_column].decode())

    def assigned(self, variable: str) -> ast.expr | None:
        """The value of the last assignment to a name at the top of the module."""
        found = None
        for statement in self.tree.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            if isinstance(statement, ast.AnnAssign) and statement.value is not None:
                targets = [statement.target]
            if any(isinstance(target, ast.Name) and target.id == variable for target in targets):
                assert isinstance(statement, ast.Assign | ast.AnnAssign)
                found = statement.value
        return found

    def imported(self) -> dict[str, str]:
        """Name → the module that it is imported from, at the top of this one; only under its own name."""
        return {
            alias.name: statement.module
            for statement in self.tree.body
            if isinstance(statement, ast.ImportFrom) and statement.module and not statement.level
            for alias in statement.names
            if alias.asname is None
        }


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, which must not overlap."""
    # From the end, so that places stay right; of insertions at one place the first one stays first.
    numbered = sorted(enumerate(edits), key=lambda one: (one[1].start, one[1].end, one[0]), reverse=True)
    for _, edit in numbered:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
