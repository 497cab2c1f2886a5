"""The items that a notification template is made of: text, delimiters, and the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

KEYWORDS = frozenset(
    ("block", "break", "continue", "define", "else", "end", "if", "nil", "range", "template", "with", ".")
)
_SPACES = " \t\r\n"
_STRING = re.compile(r'"(?:\\[^\n]|[^"\\\n])*"')
_CHARACTER = re.compile(r"'(?:\\[^\n]|[^'\\\n])*'")
_NUMBER = re.compile(r"[+-]?(?:0[xX][0-9a-fA-F_]*|0[bB][01_]*|0[oO][0-7_]*|[\d_]*\.?[\d_]*(?:[eEpP][+-]?[\d_]*)?)i?")


class Item(NamedTuple):
    """One item: what it is, its text and the line that it begins on."""

    kind: str
    text: str
    line: int

    def __str__(self) -> str:
        if self.kind in ("eof", "error"):
            return "EOF" if self.kind == "eof" else self.text
        if self.kind == "keyword":
            return f"<{self.text}>"
        text = self.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{text[:10]}"...' if len(self.text) > 10 else f'"{text}"'


class Items:
    """Walks over a template; after an error nothing more comes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._line = 1
        self._counted = 0

    def __iter__(self) -> Iterator[Item]:
        while True:
            start = self._text.find("{{", self._at)
            end = start if start >= 0 else len(self._text)
            if end > self._at:
                yield self._item("text", end - self._at)
            if start < 0:
                break
            for item in self._action():
                yield item
                if item.kind == "error":
                    return
        yield self._item("eof", 0)

    def _item(self, kind: str, length: int) -> Item:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        item = Item(kind, self._text[self._at : self._at + length], self._line)
        self._at += length
        return item

    def _error(self, message: str) -> Item:
        return Item("error", message, self._item("", 0).line)

    def _starts(self, prefix: str, offset: int = 0) -> bool:
        return self._text.startswith(prefix, self._at + offset)

    def _action(self) -> Iterator[Item]:
        trim = 2 if self._starts("-", 2) and self._text[self._at + 3 : self._at + 4].strip() == "" else 0
        if self._starts("/*", 2 + trim):
            end = self._text.find("*/", self._at)
            if end < 0:
                yield self._error("unclosed comment")
                return
            self._at = end + 2
            closed = self._right_delimiter()
            if not closed:
                yield self._error("comment ends before closing delimiter")
            self._at += closed
            return
        yield self._item("left", 2)
        self._at += trim
        self._depth = 0
        while True:
            item = self._inside()
            yield item
            if item.kind in ("right", "error"):
                return

    def _right_delimiter(self) -> int:
        """The length of the closing delimiter here, 0 without one."""
        if self._starts("}}"):
            return 2
        trimmed = self._text[self._at : self._at + 1] in tuple(_SPACES) and self._starts("-}}", 1)
        return 4 if trimmed else 0

    def _inside(self) -> Item:
        closing = self._right_delimiter()
        if closing:
            return self._error("unclosed left paren") if self._depth else self._item("right", closing)
        if self._at >= len(self._text):
            return self._error("unclosed action")
        sign = self._text[self._at]
        if sign in _SPACES:
            return self._space()
        if sign in "()":
            self._depth += 1 if sign == "(" else -1
            return self._error("unexpected right paren") if self._depth < 0 else self._item(sign, 1)
        if sign == ":":
            return self._item("declare", 2) if self._starts(":=") else self._error("expected :=")
        if sign in "=|":
            return self._item("assign" if sign == "=" else "pipe", 1)
        if sign in "\"`'":
            return self._quoted(sign)
        following = self._text[self._at + 1 : self._at + 2]
        if sign in "+-" or sign.isdigit() or (sign == "." and following.isdigit()):
            return self._number()
        if sign in ".$" or sign == "_" or sign.isalnum():
            return self._word(sign)
        if " " < sign < "\x7f":
            return self._item("sign", 1)
        return self._error(f"unrecognized character in action: U+{ord(sign):04X} '{sign}'")

    def _space(self) -> Item:
        end = self._at
        while end < len(self._text) and self._text[end] in _SPACES:
            end += 1
        if self._text.startswith("-}}", end):
            end -= 1
        return self._item("space", end - self._at)

    def _quoted(self, quote: str) -> Item:
        if quote == "`":
            end = self._text.find("`", self._at + 1)
            return self._error("unterminated raw quoted string") if end < 0 else self._item("raw", end + 1 - self._at)
        pattern, kind = (_STRING, "string") if quote == '"' else (_CHARACTER, "character")
        match = pattern.match(self._text, self._at)
        if match is None:
            return self._error("unterminated quoted string" if kind == "string" else "unterminated character constant")
        return self._item(kind, len(match[0]))

    def _number(self) -> Item:
        match = _NUMBER.match(self._text, self._at)
        length = len(match[0]) if match else 1
        following = self._text[self._at + length : self._at + length + 1]
        if following.isalnum() or following == "_":
            return self._error(f'bad number syntax: "{self._text[self._at : self._at + length + 1]}"')
        return self._item("number", length)

    def _word(self, sign: str) -> Item:
        end = self._at + (sign in ".$")
        while end < len(self._text) and (self._text[end].isalnum() or self._text[end] == "_"):
            end += 1
        word = self._text[self._at : end]
        if end < len(self._text) and self._text[end] not in f"{_SPACES}.,|:()" and not self._text.startswith("}}", end):
            self._at = end
            return self._error(f"bad character U+{ord(self._text[end]):04X} '{self._text[end]}'")
        if word in KEYWORDS:
            return self._item("keyword", len(word))
        if sign in ".$":
            return self._item("field" if sign == "." else "variable", len(word))
        return self._item("boolean" if word in ("true", "false") else "identifier", len(word))
