"""The templates that a text defines and uses by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .fault import Span
from .tree import Branch, Definition, Statement, Use


def names_defined(body: Iterable[Statement]) -> Iterator[str]:
    """Every name behind `define` or `block`."""
    return (one.name for one in _all(body) if isinstance(one, Definition))


def names_used(body: Iterable[Statement]) -> Iterator[tuple[str, Span]]:
    """Every name behind `template`, with its place."""
    return ((one.name, one.span) for one in _all(body) if isinstance(one, Use))


def _all(body: Iterable[Statement]) -> Iterator[Statement]:
    for statement in body:
        yield statement
        if isinstance(statement, Branch | Definition):
            yield from _all(statement.body)
        if isinstance(statement, Branch):
            yield from _all(statement.otherwise)
