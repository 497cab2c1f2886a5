"""Parses regular expressions in Go's dialect (RE2), the one of ``=~``, ``!~`` and ``label_replace``.

Python's ``re`` will not do: it takes what Go refuses (look-around, back references, possessive repeats, ``{1001}``),
refuses what Go takes (``\\Q…\\E``, ``\\z``, ``\\pL``, ``[[:alpha:]]``, ``(?U)``), and it can take exponential time.
The facts are those of Go's ``regexp/syntax`` with the flags that Prometheus sets (Perl classes, and a dot that matches
a line break).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias, TypeVar

from .regex_classes import (
    CharacterClass,
    bracket_class,
    escaped_character,
    perl_class,
    unicode_class,
)

_T = TypeVar("_T")
MAX_REPEAT: Final = 1000
MAX_GROUPS_DEEP: Final = 100
"""Go allows ten times as many; deeper patterns are not refused here but are not matched either."""


class RegexError(ValueError):
    """Go does not compile the pattern."""


@dataclass(frozen=True, slots=True)
class One:
    """One character of a class."""

    members: CharacterClass


@dataclass(frozen=True, slots=True)
class Assertion:
    """A place: ``^ $ \\A \\z \\b \\B``, with ``(?m)`` written as ``^m`` and ``$m``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several parts."""

    options: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part, at least ``least`` and at most ``most`` times (None: without limit)."""

    part: Part
    least: int
    most: int | None


Part: TypeAlias = One | Assertion | Sequence | Choice | Repeat

_COUNT = re.compile(r"\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\}")
_GROUP_NAME = re.compile(r"\?P?<(\w*)>", re.ASCII)
_FLAGS = re.compile(r"\?([imsU]*)(-[imsU]+)?([:)])")
_REPEATS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class _Level:
    """One open group: the options before the last ``|`` and the parts since."""

    def __init__(self, flags: frozenset[str]) -> None:
        self.flags = flags
        self.options: list[Part] = []
        self.parts: list[Part] = []

    def close(self) -> Part:
        last = self.parts[0] if len(self.parts) == 1 else Sequence(tuple(self.parts))
        return Choice((*self.options, last)) if self.options else last


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed regular expression."""

    part: Part
    exact: bool
    """Whether every class is known exactly (the scripts of Unicode are not)."""
    groups: int
    """Capture groups."""
    group_names: frozenset[str] = frozenset()


def parse_pattern(text: str) -> Pattern:
    """The structure of a pattern; RegexError if Go refuses it."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.levels = [_Level(frozenset("s"))]
        self.deepest = 0
        self.exact = True
        self.groups = 0
        self.names: set[str] = set()
        self.repeatable = False
        self.after_repeat = ""

    def read(self) -> Pattern:
        text = self.text
        while self.position < len(text):
            character = text[self.position]
            if character == "(":
                self._open()
            elif character == ")":
                self._close()
            elif character == "|":
                level = self.levels[-1]
                level.options.append(Sequence(tuple(level.parts)))
                level.parts = []
                self._next(1, repeatable=False)
            elif character in "*+?" or (character == "{" and _COUNT.match(text, self.position)):
                self._repeat(character)
            else:
                self._atom(character)
        if len(self.levels) > 1:
            raise RegexError("missing closing )")
        part = self.levels[0].close()
        return Pattern(part, self.exact and self.deepest <= MAX_GROUPS_DEEP, self.groups, frozenset(self.names))

    def _next(self, width: int, *, repeatable: bool) -> None:
        self.position += width
        self.repeatable = repeatable
        self.after_repeat = ""

    def _open(self) -> None:
        flags = self.levels[-1].flags
        width = 1
        if self.text.startswith("?", self.position + 1):
            named = _GROUP_NAME.match(self.text, self.position + 1)
            change = _FLAGS.match(self.text, self.position + 1)
            if named is not None and named[1]:
                if named[1] in self.names:
                    raise RegexError(f'duplicate group name "{named[1]}"')
                self.names.add(named[1])
                self.groups += 1
                width = named.end() - self.position
            elif change is not None and (change[1] or change[2] or change[3] == ":"):
                flags = (flags | set(change[1])) - set(change[2] or "")
                width = change.end() - self.position
                if change[3] == ")":
                    self.levels[-1].flags = flags
                    self._next(width, repeatable=False)
                    return
            else:
                found = self.text[self.position : self.position + 4]
                hint = " (Go's regular expressions have no look-around)" if found[2:3] in ("=", "!", "<") else ""
                raise RegexError(f'invalid or unsupported group "{found}"{hint}')
        else:
            self.groups += 1
        self.levels.append(_Level(flags))
        self.deepest = max(self.deepest, len(self.levels))
        self._next(width, repeatable=False)

    def _close(self) -> None:
        if len(self.levels) == 1:
            raise RegexError("unexpected )")
        part = self.levels.pop().close()
        self.levels[-1].parts.append(part)
        self._next(1, repeatable=True)

    def _repeat(self, character: str) -> None:
        start = self.position
        if character == "{":
            match = _COUNT.match(self.text, start)
            assert match is not None
            least = int(match[1][:6])
            most = least if match[2] is None else None if match[3] is None else int(match[3][:6])
            width = match.end() - start
            if least > MAX_REPEAT or (most is not None and (most > MAX_REPEAT or most < least)):
                raise RegexError(f'invalid repeat count "{match[0]}": at most {MAX_REPEAT}, the lower first')
        else:
            least, most = _REPEATS[character]
            width = 1
        if self.text.startswith("?", start + width):
            width += 1
        op = self.text[start : start + width]
        if self.after_repeat:
            raise RegexError(f'invalid nested repetition "{self.after_repeat}{op}"')
        if not self.repeatable:
            raise RegexError(f'nothing to repeat before "{op}"')
        parts = self.levels[-1].parts
        parts[-1] = Repeat(parts[-1], least, most)
        if character == "{" and _repetitions(parts[-1]) > MAX_REPEAT:
            raise RegexError(f"the nested repeat counts multiply to more than {MAX_REPEAT}")
        self._next(width, repeatable=True)
        self.after_repeat = op

    def _atom(self, character: str) -> None:
        flags = self.levels[-1].flags
        fold = "i" in flags
        width = 1
        part: Part
        if character == ".":
            part = One(
                CharacterClass((), negated=True) if "s" in flags else CharacterClass((("\n", "\n"),), negated=True)
            )
        elif character in "^$":
            part = Assertion(character + ("m" if "m" in flags else ""))
        elif character == "[":
            members, width = _guard(bracket_class(self.text, self.position, fold=fold))
            part = One(members)
        elif character == "\\":
            self._escape(fold=fold)
            return
        else:
            part = One(CharacterClass(((character, character),), fold=fold))
        self._add(part, width)

    def _add(self, part: Part, width: int) -> None:
        if isinstance(part, One) and not part.members.exact:
            self.exact = False
        self.levels[-1].parts.append(part)
        self._next(width, repeatable=True)

    def _escape(self, *, fold: bool) -> None:
        text, start = self.text, self.position
        letter = text[start + 1 : start + 2]
        if not letter:
            raise RegexError("trailing backslash")
        if letter == "Q":
            end = text.find("\\E", start)
            body = text[start + 2 : len(text) if end < 0 else end]
            for character in body:
                self._add(One(CharacterClass(((character, character),), fold=fold)), 0)
            self.position = len(text) if end < 0 else end + 2
            return
        if letter in "AzbB":
            self._add(Assertion({"A": "^", "z": "$"}.get(letter, letter)), 2)
            return
        perl = perl_class(letter)
        if perl is not None:
            self._add(One(perl), 2)
            return
        if letter in "pP":
            members, width = _guard(unicode_class(text, start))
            self._add(One(members), width)
            return
        found, width = _guard(escaped_character(text, start))
        self._add(One(CharacterClass(((found, found),), fold=fold)), width)


def _guard(found: tuple[_T, int] | str) -> tuple[_T, int]:
    """The value found, or RegexError with the message that came instead."""
    if isinstance(found, str):
        raise RegexError(found)
    return found


def _repetitions(part: Part) -> int:
    """How often the innermost part of nested repeats can be written out, as Go counts it."""
    deepest = 1
    waiting: list[tuple[Part, int]] = [(part, 1)]
    while waiting:
        node, times = waiting.pop()
        if isinstance(node, Repeat):
            counted = node.least if node.most is None else node.most
            times *= max(counted, 1) if node.most is not None or node.least > 1 else 1
            waiting.append((node.part, times))
        elif isinstance(node, Sequence):
            waiting.extend((inner, times) for inner in node.parts)
        elif isinstance(node, Choice):
            waiting.extend((inner, times) for inner in node.options)
        deepest = max(deepest, times)
    return deepest
