"""Where the expressions of a Prometheus rule file stand in its text, and which of them can be replaced safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEADER = re.compile(r"\|[+-]?[ \t]*(?:#[^\n]*)?\r?$")
_STYLES = {"'": "single", '"': "double", "|": "block", ">": "folded"}


@dataclass(frozen=True)
class ExpressionScalar:
    """The scalar under one `expr` key. Offsets are in characters of the file's text."""

    value: str
    line: int
    """From 1."""
    start: int
    end: int
    """For a block: the content from the first line on, up to the end of its last line that is not blank."""
    style: str
    """`plain`, `single`, `double` or `block`; else `reason` says why it cannot be replaced."""
    column: int
    """Characters before the value on its line; for a block before each of its lines."""
    key_column: int
    """Characters before the key."""
    reason: str = ""


class Lines:
    """A text by lines, as YAML's marks name them. `is_plain` is False where YAML would count otherwise."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        bare = text.replace("\r\n", "\n")
        self.is_plain = not any(odd in bare for odd in "\r\x85\u2028\u2029\ufeff")

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and a column, both from 0."""
        return min(self._starts[min(line, len(self.lines))] + column, len(self.text))


def documents_of(text: str) -> list[yaml.Node]:
    """The documents of a file; raises `yaml.YAMLError`."""
    return [node for node in yaml.compose_all(text, _LOADER) if node is not None]


def expression_nodes(documents: list[yaml.Node]) -> Iterator[tuple[yaml.Node, yaml.ScalarNode, bool]]:
    """Key and value of every `expr` of a rule, in order, and whether it stands in flow style. Aliases count once."""
    seen: set[int] = set()
    waiting = [(node, False) for node in reversed(documents)]
    while waiting:
        node, flow = waiting.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))
        flow = flow or bool(node.flow_style)
        if isinstance(node, yaml.SequenceNode):
            waiting.extend((item, flow) for item in reversed(node.value))
            continue
        keys = {key.value: (key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        if "expr" in keys and keys.keys() & {"alert", "record"}:
            key, value = keys["expr"]
            if isinstance(value, yaml.ScalarNode) and id(value) not in seen:
                seen.add(id(value))
                yield key, value, flow
        waiting.extend((value, flow) for _, value in reversed(node.value))


def expression_scalars(text: str) -> list[ExpressionScalar]:
    """Every expression of the file, in the order of the text; raises `yaml.YAMLError` for what is no YAML."""
    lines = Lines(text)
    found = [_scalar(lines, key, value, flow) for key, value, flow in expression_nodes(documents_of(text))]
    return sorted(found, key=lambda one: one.start)


def _scalar(lines: Lines, key: yaml.Node, node: yaml.ScalarNode, flow: bool) -> ExpressionScalar:
    mark = node.start_mark
    start = lines.offset(mark.line, mark.column)
    end = lines.offset(node.end_mark.line, node.end_mark.column)
    style = _STYLES.get(node.style or "", "plain")
    column = mark.column
    reason = _hindrance(lines, key, node, flow)
    if style == "block" and not reason:
        start, end, column, reason = _block(lines, mark.line, mark.column, key.start_mark.column)
    return ExpressionScalar(node.value, mark.line + 1, start, end, style, column, key.start_mark.column, reason)


def _hindrance(lines: Lines, key: yaml.Node, node: yaml.ScalarNode, flow: bool) -> str:
    """Why the scalar cannot be replaced; empty where it can."""
    mark = node.start_mark
    if not lines.is_plain:
        return "the file has a character that YAML counts in its own way (U+FEFF, U+0085, U+2028 …)"
    if flow:
        return "it stands in flow style ({…})"
    if lines.text[lines.offset(mark.line, mark.column)] in "&!*":
        return "it has an anchor or a tag"
    if node.style == ">":
        return "it is a folded scalar (>): its line breaks mean nothing"
    if key.start_mark.line != mark.line:
        return "it does not begin on the line of its key"
    if node.style != "|" and node.end_mark.line != mark.line:
        return "it is folded over several lines"
    return ""


def _block(lines: Lines, line: int, header_column: int, key_column: int) -> tuple[int, int, int, str]:
    """Start, end and indentation of the content of a literal block whose header stands there."""
    if _HEADER.match(lines.lines[line], header_column) is None:
        return 0, 0, 0, "the indentation of the block is given by a number"
    indent, last, position = 0, line, line + 1
    while position < len(lines.lines):
        content = lines.lines[position]
        width = len(content) - len(content.lstrip(" "))
        if content.strip():
            indent = indent or width
            if width < indent or indent <= key_column:
                break
            last = position
        position += 1
    if last == line:
        return 0, 0, 0, "the block is empty"
    end = lines.offset(last, len(lines.lines[last].removesuffix("\r")))
    return lines.offset(line + 1, 0), end, indent, ""
