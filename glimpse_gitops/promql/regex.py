"""Regular expressions of matchers: are they valid in Go's dialect, and which values do they match?

Patterns are anchored, as Prometheus anchors them: ``=~"api"`` matches the whole value ``api`` only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .fault import FaultKind, SyntaxFault
from .regex_match import Matcher, compile_pattern
from .regex_syntax import RegexError, parse_pattern
from .tree import Call, Expression, Name, Selector, Text, postorder

_PLAIN_CHOICE = re.compile(r"[\w\-/:,;=@&%#<>!~ |]*", re.ASCII)


@lru_cache(maxsize=4096)
def regex_fault(pattern: str) -> str | None:
    """Why Go does not compile a pattern; None if it does."""
    try:
        parse_pattern(pattern)
    except RegexError as fault:
        return str(fault)
    return None


@lru_cache(maxsize=4096)
def literal_choices(pattern: str) -> frozenset[str] | None:
    """The values of a pattern that only lists them (``a|b``); None for any other pattern."""
    return frozenset(pattern.split("|")) if _PLAIN_CHOICE.fullmatch(pattern) else None


@lru_cache(maxsize=1024)
def _matcher(pattern: str) -> Matcher | None:
    try:
        return compile_pattern(parse_pattern(pattern))
    except RegexError:
        return None


@lru_cache(maxsize=65_536)
def regex_matches(pattern: str, value: str) -> bool | None:
    """Whether the pattern matches the whole value; None if that cannot be told (an invalid or huge pattern)."""
    choices = literal_choices(pattern)
    if choices is not None:
        return value in choices
    matcher = _matcher(pattern)
    return None if matcher is None else matcher.matches(value)


def label_matches(op: str, wanted: str, value: str) -> bool | None:
    """Whether a matcher (``=``, ``!=``, ``=~`` or ``!~``) lets a label value pass; None if that cannot be told."""
    if op == "=":
        return value == wanted
    if op == "!=":
        return value != wanted
    found = regex_matches(wanted, value)
    return found if found is None or op == "=~" else not found


def check_matchers(nodes: Iterable[Expression]) -> tuple[SyntaxFault, ...]:
    """The faults of the regular expressions in matchers; Prometheus refuses to parse these."""
    faults: list[SyntaxFault] = []
    for node in nodes:
        if isinstance(node, Selector):
            for _, _, _, op, value in node.matchers:
                if op is not None and value is not None and op.value in ("=~", "!~"):
                    _check(value, faults)
    return tuple(faults)


def check_replacements(tree: Expression) -> tuple[SyntaxFault, ...]:
    """The faults of the regular expressions in ``label_replace``; Prometheus only meets these when it evaluates."""
    faults: list[SyntaxFault] = []
    for node in postorder(tree):
        if isinstance(node, Call) and node.function.value == "label_replace" and len(node.arguments) == 5:
            pattern = node.arguments[4]
            if isinstance(pattern, Text):
                _check(pattern, faults)
    return tuple(faults)


def _check(pattern: Text | Name, faults: list[SyntaxFault]) -> None:
    message = None if pattern.variable else regex_fault(pattern.value)
    if message is not None:
        faults.append(SyntaxFault(FaultKind.REGEX, pattern.span, f"invalid regular expression: {message}"))
