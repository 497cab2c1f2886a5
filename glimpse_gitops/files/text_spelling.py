"""How a text is spelt inside a literal of a file: a Python string, a YAML scalar, a JSON string."""

from __future__ import annotations

import io
import json
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_START = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")

Kind = Literal["python", "plain", "single", "double", "block", "json"]
_STYLES: dict[str, Kind] = {"'": "single", '"': "double", "|": "block", ">": "block"}


@dataclass(frozen=True)
class TextSpelling:
    """A literal and how texts are spelt in it. Lines and columns count from 1, the end is exclusive."""

    start: tuple[int, int]
    end: tuple[int, int]
    kind: Kind
    prefix: str = ""
    quote: str = ""
    indent: int = 0
    """Blanks before each line of a block."""

    def spelt(self, text: str, newline: str) -> str | None:
        """The text as it is spelt here; None for one that cannot be."""
        if self.kind == "python":
            return self._in_python(text)
        if self.kind == "json":
            return json.dumps(text, ensure_ascii=False)[1:-1]
        if self.kind == "double":
            return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if self.kind == "block":
            # A line break at its end may be one that the block does not keep.
            return None if text.strip("\n") != text else text.replace("\n", newline + " " * self.indent)
        if "\n" in text:
            return None
        return text.replace("'", "''") if self.kind == "single" else text

    def _in_python(self, text: str) -> str | None:
        if "f" in self.prefix:
            text = text.replace("{", "{{").replace("}", "}}")
        if "r" in self.prefix:
            return text
        text = text.replace("\\", "\\\\")
        if len(self.quote) == 1:
            return text.replace(self.quote, f"\\{self.quote}").replace("\n", "\\n")
        return text


def literals_of(path: str, text: str) -> list[TextSpelling]:
    """Every literal of a file; none where it cannot be read. `text` has `\\n` for line breaks."""
    try:
        if path.endswith(".py"):
            return list(_python(text))
        if path.endswith(".json"):
            return list(_json(text))
        return list(_yaml(text))
    except (yaml.YAMLError, tokenize.TokenError, SyntaxError, RecursionError):
        return []


def literal_at(literals: list[TextSpelling], line: int, column: int) -> TextSpelling | None:
    """The innermost literal around a place."""
    around = [one for one in literals if one.start <= (line, column) < one.end]
    return max(around, key=lambda one: one.start, default=None)


def _python(text: str) -> Iterator[TextSpelling]:
    opened: list[tuple[tuple[int, int], str, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        start, end = (token.start[0], token.start[1] + 1), (token.end[0], token.end[1] + 1)
        name = tokenize.tok_name[token.type]
        if name in ("STRING", "FSTRING_START") and (match := _START.match(token.string)):
            prefix, quote = match[1].lower(), match[2]
            if name == "STRING":
                yield TextSpelling(start, end, "python", prefix, quote)
            else:
                opened.append((start, prefix, quote))
        elif name == "FSTRING_MIDDLE" and opened:
            yield TextSpelling(start, end, "python", *opened[-1][1:])
        elif name == "FSTRING_END":
            opened.pop()


def _yaml(text: str) -> Iterator[TextSpelling]:
    waiting: list[yaml.Node] = [node for node in yaml.compose_all(text, _LOADER) if node is not None]
    lines = text.split("\n")
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.ScalarNode):
            kind = _STYLES.get(node.style or "", "plain")
            start = (node.start_mark.line + 1, node.start_mark.column + 1)
            end = (node.end_mark.line + 1, node.end_mark.column + 1)
            below = lines[node.start_mark.line + 1 : node.end_mark.line + 1] if kind == "block" else []
            first = next((line for line in below if line.strip()), "")
            yield TextSpelling(start, end, kind, indent=len(first) - len(first.lstrip(" ")))


_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def _json(text: str) -> Iterator[TextSpelling]:
    line, line_start, position = 1, 0, 0
    for match in _JSON_STRING.finditer(text):
        breaks = text.count("\n", position, match.start())
        if breaks:
            line, line_start = line + breaks, text.rindex("\n", 0, match.start()) + 1
        position = match.start()
        column = match.start() - line_start + 1
        yield TextSpelling((line, column), (line, column + len(match[0])), "json")
