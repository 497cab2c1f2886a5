"""YAML as the server's exports write it: four spaces a level, quotes only where they are needed."""

from __future__ import annotations

import re
from typing import Any

_LOOKS_TYPED = re.compile(
    r"(?i:true|false|yes|no|on|off|y|n|null|~|\.nan|[-+]?\.inf)|"
    r"\d+(:[0-5]?\d)+|[-+]?(\.\d+|\d[\d_]*(\.\d*)?)([eE][-+]?\d+)?|0[xob][0-9a-fA-F_]+|\d{4}-\d\d?-\d\d?([Tt ].*)?"
)
_NEEDS_ESCAPES = re.compile("[^\n\u0020-\u007e\u00a0-\ufefe\uff00-\ufffd]| \n")
_INDICATORS = tuple("#,[]{}&*!|>'\"%@`")
_ESCAPES = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\x00": "\\0",
    "\x1b": "\\e",
    "\x85": "\\N",
    '"': '\\"',
    "\\": "\\\\",
}
_ESCAPES |= {"\a": "\\a", "\b": "\\b", "\v": "\\v", "\f": "\\f", "\u2028": "\\L", "\u2029": "\\P"}


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
        if _is_block(item):
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
        is_block = _is_block(item)
        first, *rest = _block("", item, column) if is_block else _lines(item, column + 2)
        lines.append(f"- {first}")
        lines += rest if is_block else _indented(rest, 2)
    return lines


def _deeper(column: int) -> int:
    """The next multiple of four: what is inside the items of a list is two further in than the list's dash."""
    return (column // 4 + 1) * 4


def _indented(lines: list[str], by: int) -> list[str]:
    return [f"{' ' * by}{line}" if line else line for line in lines]


def _is_block(value: Any) -> bool:
    if not isinstance(value, str) or "\n" not in value:
        return False
    return not _NEEDS_ESCAPES.search(value.replace("\t", ""))


def _block(head: str, text: str, column: int) -> list[str]:
    """A text of several lines as a literal block; the server's writer loses the first line when it is empty."""
    hint = "4" if text[0] in " \n" else ""
    chomping = "-"
    if text.endswith("\n"):
        chomping = "+" if text == "\n" or text.endswith("\n\n") else ""
    body = text.removeprefix("\n").split("\n")
    if text.endswith("\n"):
        body.pop()
    return [f"{head}|{hint}{chomping}", *_indented(body, _deeper(column) - column)]


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
        return "[" + ", ".join(_in_flow(item) for item in value) + "]"
    return _text(str(value))


def _in_flow(value: Any) -> str:
    """An item of a list on one line, where more signs have a meaning."""
    written = _scalar(value)
    return f"'{written}'" if written == value and set(written) & set(":,?[]{}") else written


def _text(text: str) -> str:
    if not text or _LOOKS_TYPED.fullmatch(text):
        return f'"{text}"'
    if _NEEDS_ESCAPES.search(text):
        return '"' + "".join(_escaped(character) for character in text) + '"'
    awkward = ": " in text or " #" in text or text.endswith(":") or text != text.strip(" ") or text in ("-", "?")
    if awkward or "\u2028" in text or "\u2029" in text or text.startswith((*_INDICATORS, "- ", "? ", "---", "...")):
        return "'" + text.replace("'", "''") + "'"
    return text


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _NEEDS_ESCAPES.search(character):
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
