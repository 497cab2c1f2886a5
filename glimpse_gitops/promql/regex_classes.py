"""Character classes and escapes of Go's regular expressions.

The readers return the value and its width, or the message of a fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class CharacterClass:
    """A set of characters."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False
    fold: bool = False
    """Case does not matter."""
    categories: tuple[tuple[str, bool], ...] = ()
    """Unicode categories by prefix (``L``, ``Nd``), each with whether it is negated."""
    exact: bool = True
    """False for the scripts of Unicode, whose members are not known here."""

    def __contains__(self, character: str) -> bool:
        if self.fold:
            found = any(self._holds(spelt) for spelt in {character, character.lower(), character.upper()})
        else:
            found = self._holds(character)
        return found != self.negated

    def _holds(self, character: str) -> bool:
        if any(low <= character <= high for low, high in self.ranges):
            return True
        category = unicodedata.category(character[0]) if self.categories else ""
        return any(category.startswith(prefix) != negated for prefix, negated in self.categories)


_DIGIT = (("0", "9"),)
_SPACE = (("\t", "\n"), ("\f", "\r"), (" ", " "))
_WORD = (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))
_PERL: Final = {"d": _DIGIT, "s": _SPACE, "w": _WORD}
_POSIX: Final = {
    "alnum": (("0", "9"), ("A", "Z"), ("a", "z")), "alpha": (("A", "Z"), ("a", "z")), "ascii": (("\0", "\x7f"),),
    "blank": (("\t", "\t"), (" ", " ")), "cntrl": (("\0", "\x1f"), ("\x7f", "\x7f")), "digit": _DIGIT,
    "graph": (("!", "~"),), "lower": (("a", "z"),), "print": ((" ", "~"),),
    "punct": (("!", "/"), (":", "@"), ("[", "`"), ("{", "~")), "space": (("\t", "\r"), (" ", " ")),
    "upper": (("A", "Z"),), "word": _WORD, "xdigit": (("0", "9"), ("A", "F"), ("a", "f")),
}  # fmt: skip
_POSIX_NAME = re.compile(r"\[:(\^?)(\w*):\]", re.ASCII)
_UNICODE_NAME = re.compile(r"\\[pP](?:\{(\^?)(\w+)\}|([A-Z]))", re.ASCII)
_CATEGORIES = re.compile("C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?")
_SIMPLE = {"a": "\a", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_CODE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|(0[0-7]{0,2}|[1-7][0-7]{1,2}))")
Read = tuple["CharacterClass", int] | str


def complement(ranges: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The characters outside sorted, separate ranges."""
    found = []
    low = "\0"
    for start, end in ranges:
        if start > low:
            found.append((low, chr(ord(start) - 1)))
        low = chr(ord(end) + 1)
    return (*found, (low, "\U0010ffff"))


def perl_class(letter: str) -> CharacterClass | None:
    """``\\d``, ``\\s``, ``\\w`` and their negations; only ASCII, as in Go."""
    ranges = _PERL.get(letter.lower())
    return None if ranges is None else CharacterClass(ranges, negated=letter.isupper())


def unicode_class(text: str, start: int) -> Read:
    """``\\pL``, ``\\p{Greek}``, ``\\P{^Lu}``."""
    match = _UNICODE_NAME.match(text, start)
    if match is None:
        return f'invalid Unicode class "{text[start : start + 4]}"'
    name = match[2] or match[3]
    negated = (text[start + 1] == "P") != bool(match[1])
    width = match.end() - start
    if name == "Any":
        return CharacterClass((), negated=not negated), width
    if _CATEGORIES.fullmatch(name):
        return CharacterClass((), categories=((name, negated),)), width
    if len(name) > 2 and name[0].isupper() and not name.isupper():
        return CharacterClass((), exact=False), width
    return f'unknown Unicode class "{match[0]}"'


def escaped_character(text: str, start: int) -> tuple[str, int] | str:
    """One character behind a backslash."""
    letter = text[start + 1 : start + 2]
    if not letter:
        return "trailing backslash"
    if letter in _SIMPLE:
        return _SIMPLE[letter], 2
    match = _CODE.match(text, start)
    if match is not None:
        code = int(match[3], 8) if match[3] else int(match[1] or match[2], 16)
        return (chr(code), match.end() - start) if code <= 0x10FFFF else f'invalid escape "{match[0][:12]}"'
    if letter < "\x80" and not letter.isalnum():
        return letter, 2
    hint = " (Go's regular expressions have no back references)" if letter in "123456789k" else ""
    return f'invalid escape "\\{letter}"{hint}'


def bracket_class(text: str, start: int, *, fold: bool) -> Read:
    """``[a-z]``, from the bracket on."""
    position = start + 1
    negated = text.startswith("^", position)
    position += negated
    ranges: list[tuple[str, str]] = []
    categories: list[tuple[str, bool]] = []
    exact = True
    first = True
    while first or not text.startswith("]", position):
        if position >= len(text):
            return f'missing closing ] of "{text[start : start + 20]}"'
        first = False
        posix = _POSIX_NAME.match(text, position)
        letter = text[position + 1 : position + 2] if text[position] == "\\" else ""
        perl = perl_class(letter) if letter else None
        if posix is not None:
            named = _POSIX.get(posix[2])
            if named is None:
                return f'invalid character class "{posix[0]}"'
            ranges.extend(complement(named) if posix[1] else named)
            position = posix.end()
        elif perl is not None:
            ranges.extend(complement(perl.ranges) if perl.negated else perl.ranges)
            position += 2
        elif letter and letter in "pP":
            found = unicode_class(text, position)
            if isinstance(found, str):
                return found
            categories.extend(found[0].categories)
            ranges.extend(complement(()) if found[0].negated else ())
            exact = exact and found[0].exact
            position += found[1]
        else:
            read = _range(text, position)
            if isinstance(read, str):
                return read
            ranges.append(read[0])
            position += read[1]
    members = CharacterClass(tuple(ranges), negated, fold, tuple(categories), exact)
    return members, position + 1 - start


def _range(text: str, start: int) -> tuple[tuple[str, str], int] | str:
    """One character or ``a-z`` inside a class."""
    low = _member(text, start)
    if isinstance(low, str):
        return low
    position = start + low[1]
    if not text.startswith("-", position) or text.startswith("]", position + 1) or position + 1 >= len(text):
        return (low[0], low[0]), low[1]
    high = _member(text, position + 1)
    if isinstance(high, str):
        return high
    width = low[1] + 1 + high[1]
    if high[0] < low[0]:
        return f'invalid character class range "{text[start : start + width]}"'
    return (low[0], high[0]), width


def _member(text: str, start: int) -> tuple[str, int] | str:
    return escaped_character(text, start) if text[start] == "\\" else (text[start], 1)
