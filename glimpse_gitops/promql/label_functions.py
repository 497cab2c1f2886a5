"""What ``label_replace`` and ``label_join`` do to labels, as far as their strings tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .regex_classes import CharacterClass
from .regex_syntax import One, Part, RegexError, Repeat, Sequence, parse_pattern
from .tree import Call, Expression, Text

_REFERENCE = re.compile(r"\$(?:\$|\w+|\{\w+\})", re.ASCII)


class Replacement(NamedTuple):
    """One ``label_replace``."""

    label: str
    """The label that it sets."""
    source: str
    """The label that it reads."""
    pattern: str
    constant: str | None
    """The value that it sets, if that does not depend on the source."""
    always: bool
    """The pattern matches whatever the source holds."""


class Join(NamedTuple):
    """One ``label_join``."""

    label: str
    separator: str
    sources: tuple[str, ...]


def replacement_of(node: Call) -> Replacement | None:
    """The strings of a ``label_replace``; None if a variable hides one of them."""
    texts = _texts(node.arguments[1:])
    if texts is None or len(texts) != 4:
        return None
    label, replacement, source, pattern = texts
    constant = None if "$" in replacement else replacement
    return Replacement(label, source, pattern, constant, matches_anything(pattern))


def join_of(node: Call) -> Join | None:
    """The strings of a ``label_join``; None if a variable hides one of them."""
    texts = _texts(node.arguments[1:])
    return None if texts is None or len(texts) < 2 else Join(texts[0], texts[1], tuple(texts[2:]))


def _texts(arguments: tuple[Expression, ...]) -> list[str] | None:
    found = [node.value for node in arguments if isinstance(node, Text) and not node.variable]
    return found if len(found) == len(arguments) else None


@lru_cache(maxsize=1024)
def matches_anything(pattern: str) -> bool:
    """Whether a pattern certainly matches every value: ``.*`` alone or in groups."""
    try:
        part: Part = parse_pattern(pattern).part
    except RegexError:
        return False
    while isinstance(part, Sequence) and len(part.parts) == 1:
        part = part.parts[0]
    anything = CharacterClass((), negated=True)
    return (
        isinstance(part, Repeat)
        and part.least == 0
        and part.most is None
        and isinstance(part.part, One)
        and part.part.members == anything
    )


@lru_cache(maxsize=1024)
def undefined_reference(replacement: str, pattern: str) -> str | None:
    """A reference such as ``$3`` or ``${name}`` to a group that the pattern does not have; Go puts nothing there."""
    try:
        parsed = parse_pattern(pattern)
    except RegexError:
        return None
    for match in _REFERENCE.finditer(replacement):
        name = match[0].strip("${}")
        known = name == "" or (int(name) <= parsed.groups if name.isdigit() else name in parsed.group_names)
        if not known:
            return match[0]
    return None
