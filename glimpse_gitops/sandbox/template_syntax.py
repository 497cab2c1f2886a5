"""The syntax of notification templates, as far as the server refuses to store them."""

from __future__ import annotations

import re
from collections.abc import Collection

from .template_items import Item, Items

FUNCTIONS = frozenset(
    (
        *("and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println"),
        *("urlquery", "eq", "ge", "gt", "le", "lt", "ne"),
        *("toUpper", "toLower", "title", "trimSpace", "join", "match", "safeHtml", "reReplaceAll"),
        *("stringSlice", "date", "tz"),
    )
)
_OPERANDS = ("identifier", "variable", "field", "boolean", "number", "character", "string", "raw", "(")
_VALUES = ("boolean", "number", "character", "string", "raw")
_DIGITS = re.compile(r"[+-]?(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?)i?")
_ESCAPE = re.compile(r"""\\(?![abfnrtv\\"]|[0-7]{3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})""")
_DEEPEST = 100
_DECLARATIONS = {"range": 2}


class _FaultError(Exception):
    """What the parser stumbles over."""


def template_fault(text: str, more_functions: Collection[str] = ()) -> str | None:
    """`<line>: <what is wrong>` for the first fault that the parser would find."""
    parser = _Parser(Items(text), FUNCTIONS.union(more_functions))
    try:
        parser.template()
    except _FaultError as fault:
        return f"{parser.line}: {fault}"
    return None


class _Parser:
    """Reads the items once, from left to right; only faults come out of it."""

    def __init__(self, items: Items, functions: Collection[str]) -> None:
        self._items = iter(items)
        self._functions = functions
        self._ahead: list[Item] = []
        self._variables = ["$"]
        self._ranges = 0
        self._depth = 0
        self.line = 1

    def template(self) -> None:
        while (item := self._next()).kind != "eof":
            if item.kind == "left" and self._peek_word().text == "define":
                self._skip_spaces()
                self._next()
                self._definition()
                continue
            self._back(item)
            ending = self._statement()
            if ending is not None:
                raise _FaultError(f"unexpected {{{{{ending}}}}}")

    def _next(self) -> Item:
        item = self._ahead.pop() if self._ahead else next(self._items)
        self.line = item.line
        return item

    def _back(self, *items: Item) -> None:
        self._ahead.extend(reversed(items))

    def _peek(self) -> Item:
        item = self._next()
        self._back(item)
        return item

    def _skip_spaces(self) -> None:
        while (item := self._next()).kind == "space":
            pass
        self._back(item)

    def _next_word(self) -> Item:
        self._skip_spaces()
        return self._next()

    def _peek_word(self) -> Item:
        self._skip_spaces()
        return self._peek()

    def _refuse(self, item: Item, context: str) -> None:
        raise _FaultError(item.text if item.kind == "error" else f"unexpected {item} in {context}")

    def _expect_end(self, context: str) -> None:
        item = self._next_word()
        if item.kind != "right":
            self._refuse(item, context)

    def _definition(self) -> None:
        self._name("define clause")
        self._expect_end("define clause")
        self._own_scope("define clause")

    def _own_scope(self, context: str) -> None:
        outer, self._variables = self._variables, ["$"]
        ranges, self._ranges = self._ranges, 0
        ending = self._list()
        if ending != "end":
            raise _FaultError(f"unexpected {{{{{ending}}}}} in {context}")
        self._variables, self._ranges = outer, ranges

    def _name(self, context: str) -> None:
        item = self._next_word()
        if item.kind not in ("string", "raw"):
            self._refuse(item, context)
        self._unquote(item)

    @staticmethod
    def _unquote(item: Item) -> None:
        if item.kind == "string" and _ESCAPE.search(item.text.replace("\\\\", "")):
            raise _FaultError("invalid syntax")

    def _list(self) -> str:
        """Statements up to the `end` or `else` that closes them, which it names."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _FaultError("max expression depth exceeded")
        while self._peek_word().kind != "eof":
            ending = self._statement()
            if ending is not None:
                self._depth -= 1
                return ending
        raise _FaultError("unexpected EOF")

    def _statement(self) -> str | None:
        item = self._next_word()
        if item.kind == "text":
            return None
        if item.kind != "left":
            self._refuse(item, "input")
        word = self._next_word()
        keyword = word.text if word.kind == "keyword" else ""
        if keyword == "else":
            if self._peek_word().text not in ("if", "with"):
                self._expect_end("else")
            return "else"
        if keyword == "end":
            self._expect_end("end")
            return "end"
        if keyword in ("if", "range", "with"):
            self._control(keyword)
        elif keyword in ("break", "continue"):
            self._expect_end(f"{{{{{keyword}}}}}")
            if not self._ranges:
                raise _FaultError(f"{{{{{keyword}}}}} outside {{{{range}}}}")
        elif keyword == "template":
            self._name("template clause")
            if self._peek_word().kind != "right":
                self._pipeline("template clause")
            else:
                self._next()
        elif keyword == "block":
            self._name("block clause")
            self._pipeline("block clause")
            self._own_scope("block clause")
        else:
            self._back(word)
            self._pipeline("command")
        return None

    def _control(self, context: str) -> None:
        known = len(self._variables)
        self._pipeline(context)
        self._ranges += context == "range"
        ending = self._list()
        self._ranges -= context == "range"
        if ending == "else":
            following = self._peek_word()
            if context != "range" and following.kind == "keyword" and following.text == context:
                self._next()
                self._control(context)
            elif (ending := self._list()) != "end":
                raise _FaultError(f"expected end; found {{{{{ending}}}}}")
        del self._variables[known:]

    def _pipeline(self, context: str, end: str = "right") -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _FaultError("max expression depth exceeded")
        self._declarations(context)
        stages: list[Item] = []
        while (item := self._next_word()).kind != end:
            if item.kind not in _OPERANDS and item.text not in (".", "nil"):
                self._refuse(item, context)
            self._back(item)
            stages.append(item)
            self._command()
        if not stages:
            raise _FaultError(f"missing value for {context}")
        for number, item in enumerate(stages[1:], 2):
            if item.kind in _VALUES or item.kind == "keyword":
                raise _FaultError(f"non executable command in pipeline stage {number}")
        self._depth -= 1

    def _declarations(self, context: str) -> None:
        count = 0
        while self._peek_word().kind == "variable":
            variable, following = self._next(), self._peek()
            word = self._peek_word()
            if word.kind in ("assign", "declare"):
                self._next()
                self._variables.append(variable.text)
                return
            if word.text != "," or word.kind != "sign":
                self._back(variable, following) if following.kind == "space" else self._back(variable)
                return
            self._next()
            self._variables.append(variable.text)
            count += 1
            if count >= _DECLARATIONS.get(context, 1):
                raise _FaultError(f"too many declarations in {context}")
            if self._peek_word().kind not in ("variable", "right", ")"):
                raise _FaultError("range can only initialize variables")

    def _command(self) -> None:
        """One stage, with its arguments, and the `|` after it."""
        while True:
            if self._peek_word().kind in _OPERANDS or self._peek().text in (".", "nil"):
                self._operand()
            item = self._next()
            if item.kind == "space":
                continue
            if item.kind in ("right", ")"):
                self._back(item)
            elif item.kind != "pipe":
                self._refuse(item, "operand")
            return

    def _operand(self) -> None:
        item = self._next()
        if item.kind == "identifier" and item.text not in self._functions:
            raise _FaultError(f'function "{item.text}" not defined')
        if item.kind == "variable" and item.text not in self._variables:
            raise _FaultError(f'undefined variable "{item.text}"')
        if item.kind == "number" and not _DIGITS.fullmatch(item.text):
            raise _FaultError(f'illegal number syntax: "{item.text}"')
        self._unquote(item)
        if item.kind == "(":
            self._pipeline("parenthesized pipeline", ")")
        if self._peek().kind == "field":
            if item.kind in _VALUES or item.kind == "keyword":
                raise _FaultError(f"unexpected . after term {item.text}")
            while self._peek().kind == "field":
                self._next()
