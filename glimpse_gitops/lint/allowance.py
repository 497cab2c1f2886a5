"""How much of a file's PromQL is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from .subjects import ExpressionSubject

_FEWEST_OPERANDS = 30_000
"""Operands in the expressions of one file that are looked at in any case."""
_CHARACTERS = 20
"""Of larger files one operand for so many characters of the file: the densest of 764 real ones has one for 24."""


class Allowance:
    """Counts the operands of each file's expressions: 1 MB can hold so many that they would take half a minute."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        """`sizes` are the characters of files by path, as far as they are known."""
        self._sizes = sizes
        self.spent: Counter[str] = Counter()
        """The operands of each file that were counted."""

    def most(self, path: str) -> int:
        """How many operands are looked at in a file."""
        return max(_FEWEST_OPERANDS, self._sizes.get(path, 0) // _CHARACTERS)

    def spend(self, subject: ExpressionSubject) -> bool:
        """Counts an expression; whether its file has so many operands up to here, and rules may look at it."""
        path = subject.home.path
        self.spent[path] += len(subject.analysis.parsed.kinds)
        return self.spent[path] <= self.most(path)
