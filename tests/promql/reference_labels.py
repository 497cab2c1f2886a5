"""Label sets in the reference engine, and what changes them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from glimpse_gitops.promql.tree import Expression, Matcher, Selector

from .reference_functions import QueryError

Labels = frozenset[tuple[str, str]]
Vector = dict[Labels, float]


def without(labels: Labels, names: Iterable[str]) -> Labels:
    gone = set(names)
    return frozenset(pair for pair in labels if pair[0] not in gone)


def only(labels: Labels, names: Iterable[str]) -> Labels:
    kept = set(names)
    return frozenset(pair for pair in labels if pair[0] in kept)


def with_value(labels: Labels, name: str, value: str) -> Labels:
    rest = without(labels, (name,))
    return rest | {(name, value)} if value else rest


def unique(pairs: Iterable[tuple[Labels, float]]) -> Vector:
    found: Vector = {}
    for labels, value in pairs:
        if labels in found:
            raise QueryError("two series with the same labels")
        found[labels] = value
    return found


def passes(matcher: Matcher, labels: Mapping[str, str]) -> bool:
    assert matcher.label is not None
    assert matcher.op is not None
    assert matcher.value is not None
    wanted, value = matcher.value.value, labels.get(matcher.label.value, "")
    match matcher.op.value:
        case "=":
            return value == wanted
        case "!=":
            return value != wanted
        case "=~":
            return re.fullmatch(wanted, value, re.DOTALL) is not None
        case _:
            return re.fullmatch(wanted, value, re.DOTALL) is None


def invented(node: Expression) -> Labels:
    fixed: dict[str, str] = {}
    seen: set[str] = set()
    for matcher in node.matchers if isinstance(node, Selector) else ():
        assert matcher.label is not None
        assert matcher.op is not None
        assert matcher.value is not None
        if matcher.op.value == "=" and matcher.label.value not in seen:
            fixed[matcher.label.value] = matcher.value.value
            seen.add(matcher.label.value)
        else:
            fixed.pop(matcher.label.value, None)
    return frozenset((name, value) for name, value in fixed.items() if value)


def expanded(replacement: str, match: re.Match[str]) -> str:
    def group(found: re.Match[str]) -> str:
        number = int(found[1]) if found[1].isdigit() else math.inf
        return (match[int(number)] or "") if number <= match.re.groups else ""

    return re.sub(r"\$(\w+)", group, replacement)
