"""Formats the expressions of a Prometheus rule file: only their bytes change, and the result is proven.

An edit is made only where parsing the new text gives the same query, and formatting it again the same text. Then the
whole file is read again: everything in it but the edited expressions must be as before.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from ..promql.canonical import same
from ..promql.layout import format_expression
from ..promql.parser import Parsed, parse
from .expression_scalars import ExpressionScalar, documents_of, expression_scalars

_NARROWEST = 20
"""Columns that an expression gets, however deep it is indented."""


@dataclass(frozen=True)
class LeftAlone:
    """An expression that was not formatted, and why."""

    line: int
    reason: str
    is_fault: bool = False
    """The expression or the file itself is at fault."""


@dataclass(frozen=True)
class FormattedFile:
    """A rule file with its expressions formatted."""

    text: str
    expressions: int
    changed: int
    left: tuple[LeftAlone, ...] = ()


@dataclass(frozen=True)
class _Edit:
    """What replaces the text from `start` to `end`; `value` is what YAML must then read there."""

    start: int
    end: int
    text: str
    scalar: ExpressionScalar
    value: str


def format_rule_file(text: str, width: int) -> FormattedFile:
    """Format every expression that can be formatted safely, to lines of at most `width` where they can be broken."""
    try:
        scalars = expression_scalars(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", None) or "it nests too deeply")
        left = LeftAlone(mark.line + 1 if mark else 1, f"this is no YAML: {said}", is_fault=True)
        return FormattedFile(text, 0, 0, (left,))
    edits: list[list[_Edit]] = []
    told: list[LeftAlone] = []
    for scalar in scalars:
        found = _edits(text, scalar, width)
        if isinstance(found, LeftAlone):
            told.append(found)
        elif found:
            edits.append(found)
    done, unsafe = _applied(text, scalars, edits)
    told += [LeftAlone(one.line, "the edit could not be proven safe") for one in unsafe]
    return FormattedFile(done, len(scalars), len(edits) - len(unsafe), tuple(sorted(told, key=lambda one: one.line)))


def _edits(text: str, scalar: ExpressionScalar, width: int) -> list[_Edit] | LeftAlone:
    """The edits that format one expression: none where it is formatted already."""
    parsed = parse(scalar.value, variables=False)
    if parsed.tree is None:
        return LeftAlone(scalar.line, f"the expression is not valid: {parsed.faults[0].message}", is_fault=True)
    is_block = scalar.style == "block"
    column = scalar.column
    new = _formatted(parsed, width - column)
    if not is_block and "\n" in new:
        is_block, column = True, scalar.key_column + 2
        new = _formatted(parsed, width - column)
    if new == scalar.value.strip("\n"):
        return []
    if scalar.reason:
        return LeftAlone(scalar.line, scalar.reason)
    again = parse(new, variables=False)
    if again.tree is None or not same(parsed.tree, again.tree) or _formatted(again, width - column) != new:
        return LeftAlone(scalar.line, "the formatter is not sure of its own result here: please report this")
    return _block_edits(text, scalar, new, column) if is_block else _line_edit(scalar, new)


def _formatted(parsed: Parsed, width: int) -> str:
    return format_expression(parsed, max(_NARROWEST, width))


def _line_edit(scalar: ExpressionScalar, new: str) -> list[_Edit]:
    """One line for one line, in the same style."""
    written = new
    if scalar.style == "single":
        written = "'" + new.replace("'", "''") + "'"
    elif scalar.style == "double":
        written = '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return [_Edit(scalar.start, scalar.end, written, scalar, new)]


def _block_edits(text: str, scalar: ExpressionScalar, new: str, column: int) -> list[_Edit]:
    """The lines of a block; what stood on one line gets a header in its place and the block below its line."""
    end_of_line = text.find("\n", scalar.end)
    end_of_line = len(text) if end_of_line < 0 else end_of_line
    newline = "\r\n" if "\r\n" in text else "\n"
    written = newline.join(f"{' ' * column}{line}" if line else "" for line in new.split("\n"))
    if scalar.style == "block":
        blank = len(scalar.value) - len(scalar.value.rstrip("\n"))
        return [_Edit(scalar.start, scalar.end, written, scalar, new + "\n" * blank)]
    if newline == "\r\n" and text[end_of_line - 1 : end_of_line] == "\r":
        end_of_line -= 1
    return [
        _Edit(scalar.start, scalar.end, "|-", scalar, new),
        _Edit(end_of_line, end_of_line, newline + written, scalar, new),
    ]


def _applied(
    text: str, scalars: list[ExpressionScalar], edits: list[list[_Edit]]
) -> tuple[str, list[ExpressionScalar]]:
    """The text with all edits that keep everything else as it was, and the scalars whose edits do not."""
    done = _replaced(text, edits)
    if _holds(text, done, edits):
        return done, []
    kept: list[list[_Edit]] = []
    for one in edits:
        if _holds(text, _replaced(text, [*kept, one]), [*kept, one]):
            kept.append(one)
    return _replaced(text, kept), [one[0].scalar for one in edits if one not in kept]


def _replaced(text: str, edits: list[list[_Edit]]) -> str:
    for edit in sorted((one for group in edits for one in group), key=lambda one: -one.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _holds(before: str, after: str, edits: list[list[_Edit]]) -> bool:
    """Whether YAML reads the same from both texts, but for the edited expressions."""
    expected = {(group[0].scalar.line, group[0].scalar.value): group[0].value for group in edits}
    try:
        old, new = documents_of(before), documents_of(after)
    except yaml.YAMLError:
        return False
    return _events(old, expected) == _events(new, {})


def _events(documents: list[yaml.Node], expected: dict[tuple[int, str], str]) -> list[object]:
    """Everything that the documents say, in order; `expected` has the new values of edited expressions by line."""
    told: list[object] = []
    seen: dict[int, int] = {}
    waiting = list(reversed(documents))
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            told.append(seen[id(node)])
        elif isinstance(node, yaml.ScalarNode):
            seen[id(node)] = len(seen)
            value = expected.get((node.start_mark.line + 1, node.value))
            told.append(node.value if value is None else value)
        elif isinstance(node, yaml.MappingNode | yaml.SequenceNode):
            seen[id(node)] = len(seen)
            told += [node.tag, len(node.value)]
            pairs = isinstance(node, yaml.MappingNode)
            waiting.extend(reversed([part for pair in node.value for part in pair] if pairs else node.value))
    return told
