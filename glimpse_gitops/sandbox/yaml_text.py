"""YAML as the server's exports write it: four spaces a level, quotes only where they are needed."""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(r"[A-Za-z0-9_/$(.=<>+~^;\\-][^\n]*")
_LOOKS_TYPED = re.compile(
    r"(?i:true|false|yes|no|on|off|y|n|null|~|\.nan|[-+]?\.inf)|"
    r"\d+(:[0-5]?\d)+|[-+]?(\d[\d_]*)?\.?\d+([eE][-+]?\d+)?|0[xob][0-9a-fA-F_]+|\d{4}-\d\d-\d\d.*"
)


class FlowList(list[Any]):
    """A list that is written on one line."""


def to_yaml(value: Any) -> str:
    """A document."""
    return "".join(f"{line}\n" for line in _lines(value, 0))


def _lines(value: Any, column: int) -> list[str]:
    """The lines of a value that starts at a column; the indentation up to that column is left to the caller."""
    if isinstance(value, dict) and value:
        return _mapping(value, column)
    if isinstance(value, list) and value:
        return _sequence(value, column)
    return [_scalar(value)]


def _mapping(value: dict[str, Any], column: int) -> list[str]:
    lines = []
    for key, item in value.items():
        if isinstance(item, str) and "\n" in item:
            lines += _block(f"{_scalar(key)}: ", item, column)
        elif isinstance(item, dict | list) and item and not isinstance(item, FlowList):
            lines.append(f"{_scalar(key)}:")
            lines += _indented(_lines(item, _deeper(column)), _deeper(column) - column)
        else:
            lines.append(f"{_scalar(key)}: {_scalar(item)}")
    return lines


def _sequence(value: list[Any], column: int) -> list[str]:
    lines = []
    for item in value:
        is_block = isinstance(item, str) and "\n" in item
        first, *rest = _block("", item, column) if is_block else _lines(item, column + 2)
        lines.append(f"- {first}")
        lines += rest if is_block else _indented(rest, 2)
    return lines


def _deeper(column: int) -> int:
    """The next multiple of four: what is inside the items of a list is two further in than the list's dash."""
    return (column // 4 + 1) * 4


def _indented(lines: list[str], by: int) -> list[str]:
    return [f"{' ' * by}{line}" if line else line for line in lines]


def _block(head: str, text: str, column: int) -> list[str]:
    """A text of several lines as a literal block."""
    ends = len(text) - len(text.rstrip("\n"))
    mark = ("|-", "|", "|+")[min(ends, 2)]
    body = text[:-1] if ends else text
    return [f"{head}{mark}", *_indented(body.split("\n"), _deeper(column) - column)]


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(item) for item in value) + "]"
    return _text(str(value))


def _text(text: str) -> str:
    if not text or _LOOKS_TYPED.fullmatch(text):
        return f'"{text}"'
    awkward = ": " in text or " #" in text or text.endswith(":") or text != text.strip()
    if _PLAIN.fullmatch(text) and not awkward and not text.startswith(("- ", "? ", "---", "...")):
        return text
    return "'" + text.replace("'", "''") + "'"
