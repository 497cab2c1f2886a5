"""The lines that a comment counts for, for all comments of a file: a big file has tens of thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model.source_index import Construct, SourceIndex
from ..model.text_literal import TextLiteral


class CommentScopes:
    """Of one file; `comments` are its comments by line."""

    def __init__(self, path: str, comments: Mapping[int, str], sources: SourceIndex) -> None:
        constructs = sources.constructs.get(path, ())
        self._code = {line for one in constructs for line in (one.origin.line, one.origin.end_line)}
        self._texts = _covered(sources.literals.get(path, ()))
        self._below = _below(comments)
        self._led: dict[int, Construct] = {}
        for one in constructs:
            if one.leads and (one.origin.line not in self._led or one.size > self._led[one.origin.line].size):
                self._led[one.origin.line] = one
        self._around = _smallest([one for one in constructs if one.callee])

    def of(self, line: int) -> tuple[int, int]:
        """First and last line that the comment on `line` counts for.

        Alone on its line, with others of the kind below it, it counts for the construct that starts there, and behind
        the start of one for that; otherwise for the smallest call around it.
        """
        is_alone = line not in self._code and line not in self._texts
        following = self._below.get(line, line + 1) if is_alone else line
        if outermost := self._led.get(following):
            return min(line, outermost.origin.line), outermost.origin.end_line
        smallest = self._around.get(line)
        return (smallest.origin.line, smallest.origin.end_line) if smallest else (line, following)


def _covered(literals: Iterable[TextLiteral]) -> set[int]:
    """The lines on which some of a literal stands."""
    return {line for one in literals for line in range(one.origin.line, one.origin.end_line + 1)}


def _below(comments: Mapping[int, str]) -> dict[int, int]:
    """Line of a comment → the first line below it that has none."""
    below: dict[int, int] = {}
    for line in sorted(comments, reverse=True):
        below[line] = below.get(line + 1, line + 1)
    return below


def _smallest(constructs: Sequence[Construct]) -> dict[int, Construct]:
    """Line → the smallest construct that covers it, the first of those that are alike."""
    found: dict[int, Construct] = {}
    for one in sorted(constructs, key=lambda one: one.size):
        for line in range(one.origin.line, one.origin.end_line + 1):
            found.setdefault(line, one)
    return found
