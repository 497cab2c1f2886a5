"""Which parts of an expression need a newer Prometheus or a feature flag.

Flags and versions are those of Prometheus' changelog up to 3.14; what has always been there is not mentioned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .fault import Span
from .functions import (
    DURATIONS,
    EXPERIMENTAL,
    FILL_MODIFIERS,
    FUNCTIONS,
    RANGE_SELECTORS,
    Version,
)
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Number,
    Selector,
    Subquery,
    Unary,
    Variable,
    postorder,
)
from .words import TRIM_OPERATORS

_ALWAYS = Version(2, 0)


@dataclass(frozen=True, slots=True)
class Feature:
    """One use of something that not every Prometheus understands."""

    span: Span
    name: str
    """As a message names it."""
    since: Version
    flag: str | None
    """The ``--enable-feature`` flag it needs, if any."""


def features_used(tree: Expression) -> tuple[Feature, ...]:
    """All such uses, in the order of the text."""
    found = [feature for node in postorder(tree) for feature in _features(node)]
    return tuple(sorted(found, key=lambda feature: feature.span))


def _features(node: Expression) -> Iterator[Feature]:
    match node:
        case Call():
            function = FUNCTIONS.get(node.function.value)
            if function is not None and (function.since > _ALWAYS or function.flag is not None):
                yield Feature(node.function.span, f"{function.name}()", function.since, function.flag)
        case Aggregation() if node.op.value in ("limitk", "limit_ratio"):
            yield Feature(node.op.span, f"{node.op.value}()", Version(2, 54), EXPERIMENTAL)
        case Aggregation() if node.op.value == "group":
            yield Feature(node.op.span, "group()", Version(2, 20), None)
        case Number() if node.is_duration:
            yield Feature(node.span, "a duration as a number", Version(2, 54), None)
        case Binary():
            yield from _features_of_operator(node)
        case Selector() | Subquery():
            yield from _features_of_modifiers(node)
        case _:
            return


def _features_of_operator(node: Binary) -> Iterator[Feature]:
    for fill in node.fills:
        yield Feature(fill.span, f"{fill.keyword.value}()", Version(3, 10), FILL_MODIFIERS)
    if node.op.value in TRIM_OPERATORS:
        yield Feature(node.op.span, f'the operator "{node.op.value}"', Version(3, 11), None)
    elif node.op.value == "atan2":
        yield Feature(node.op.span, "atan2", Version(2, 31), None)


def _features_of_modifiers(node: Selector | Subquery) -> Iterator[Feature]:
    if isinstance(node, Subquery):
        yield Feature(node.window.span, "a subquery", Version(2, 7), None)
    elif node.smoothing is not None:
        yield Feature(node.smoothing.span, f'"{node.smoothing.value}"', Version(3, 7), RANGE_SELECTORS)
    if node.at is not None:
        yield Feature(node.at.span, '"@"', Version(2, 33), None)
    if node.offset is not None and isinstance(node.offset.duration, Unary) and node.offset.duration.op.value == "-":
        yield Feature(node.offset.span, "a negative offset", Version(2, 33), None)
    for duration in (
        node.window.duration if node.window is not None else None,
        node.window.step if node.window is not None else None,
        node.offset.duration if node.offset is not None else None,
    ):
        inner = duration.expression if isinstance(duration, Unary) else duration
        if isinstance(inner, Number) and not inner.is_duration:
            yield Feature(inner.span, "a duration without a unit", Version(2, 54), None)
        elif inner is not None and not isinstance(inner, Number | Variable):
            yield Feature(inner.span, "a duration expression", Version(3, 4), DURATIONS)
