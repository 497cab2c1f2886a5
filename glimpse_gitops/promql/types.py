"""Type check: which kind of value each operand has, and whether its place allows it.

Kinds are ``v`` instant vector, ``m`` range vector, ``s`` scalar, ``t`` string and ``?`` (a Grafana variable decides).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from .fault import FaultKind, Span, SyntaxFault
from .functions import FUNCTIONS
from .regex import label_matches
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Matcher,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
)
from .words import COMPARISONS, SET_OPERATORS

Kinds = dict[Expression, str]
Report = Callable[[Span, str], None]

_OF_LABELS: Final = 'samples are numbers, and texts are in labels: select with a matcher, {label="value"}'
_NAMES: Final = {"v": "an instant vector", "m": "a range vector", "s": "a scalar", "t": "a string"}
_HINTS: Final = {
    ("m", "v"): "; add a range such as [5m]",
    ("v", "m"): "; a function such as rate() makes an instant vector of it",
    ("v", "s"): "; vector() makes an instant vector of it",
    ("s", "v"): "; scalar() makes a scalar of it",
}


def check_types(nodes: Iterable[Expression]) -> tuple[Kinds, tuple[SyntaxFault, ...]]:
    """The kind of every operand, given in postorder, and the faults, in the order of the text."""
    kinds: Kinds = {}
    faults: list[SyntaxFault] = []

    def report(span: Span, message: str) -> None:
        faults.append(SyntaxFault(FaultKind.TYPE, span, message))

    nameless: dict[Expression, Selector] = {}
    for node in nodes:
        kinds[node] = _CHECKS[type(node)](node, kinds, report)
        if isinstance(node, Selector):
            if node.name is None:
                nameless[node] = node
            elif node.matchers:
                _check_name(node, report)
        elif isinstance(node, Call) and node.function.value == "info":
            for data in node.arguments[1:]:
                nameless.pop(data, None)
    for selector in nameless.values():
        if not any(_excludes_empty(matcher) for matcher in selector.matchers):
            message = 'a selector needs a metric name or a matcher that does not match "", such as job="api"'
            report(selector.span, message)
    return kinds, tuple(sorted(faults, key=lambda fault: fault.span)) if faults else ()


def _expect(node: Expression, wanted: str, place: str, kinds: Kinds, report: Report) -> None:
    found = kinds[node]
    if found not in (wanted, "?"):
        hint = _HINTS.get((wanted, found), "")
        report(node.span, f"expected {_NAMES[wanted]} {place}, found {_NAMES[found]}{hint}")


def _selector(node: Selector, kinds: Kinds, report: Report) -> str:
    return "v" if node.window is None else "m"


def _subquery(node: Subquery, kinds: Kinds, report: Report) -> str:
    _expect(node.expression, "v", "before a subquery", kinds, report)
    return "m"


def _paren(node: Paren, kinds: Kinds, report: Report) -> str:
    return kinds[node.expression]


def _unary(node: Unary, kinds: Kinds, report: Report) -> str:
    kind = kinds[node.expression]
    if kind in "mt":
        message = f'"{node.op.value}" is only allowed before a scalar or an instant vector, found {_NAMES[kind]}'
        report(node.span, message)
        return "?"
    return kind


def _aggregation(node: Aggregation, kinds: Kinds, report: Report) -> str:
    op = node.op.value
    _expect(node.expression, "v", f'as the operand of "{op}"', kinds, report)
    if node.parameter is not None and not node.op.variable:
        _expect(node.parameter, "t" if op == "count_values" else "s", f'as the parameter of "{op}"', kinds, report)
    return "v"


def _call(node: Call, kinds: Kinds, report: Report) -> str:
    function = FUNCTIONS.get(node.function.value)
    if function is None:
        return "?"
    count, least, most = len(node.arguments), function.least, function.most
    if count < least or (most is not None and count > most):
        wanted = str(least) if most == least else f"{least} or more" if most is None else f"{least} to {most}"
        plural = "" if wanted == "1" else "s"
        report(node.span, f'"{function.name}" takes {wanted} argument{plural}, found {count}')
    for position, argument in enumerate(node.arguments):
        if function.arguments and (position < len(function.arguments) or function.optional):
            wanted = function.arguments[min(position, len(function.arguments) - 1)]
            _expect(argument, wanted, f'as argument {position + 1} of "{function.name}"', kinds, report)
    if function.name == "info" and count > 1:
        data = node.arguments[1]
        if kinds[data] == "v" and (not isinstance(data, Selector) or data.name is not None):
            report(data.span, 'expected label matchers in braces as argument 2 of "info"')
    return function.returns


def _binary(node: Binary, kinds: Kinds, report: Report) -> str:
    op, left, right = node.op.value, kinds[node.left], kinds[node.right]
    for operand, kind in ((node.left, left), (node.right, right)):
        if kind in "mt":
            said = f'expected a scalar or an instant vector beside "{op}", found {_NAMES[kind]}'
            is_compared = kind == "t" and op in COMPARISONS
            report(operand.span, f"{said}; {_OF_LABELS}" if is_compared else said)
    if node.bool_modifier is not None and op not in COMPARISONS:
        report(node.bool_modifier.span, f'"bool" is only allowed on comparisons, not on "{op}"')
    if op in COMPARISONS and node.bool_modifier is None and left == right == "s":
        report(node.op.span, f'comparing two scalars needs "bool", as in {op} bool')
    if left in "mt" or right in "mt":
        return "?"
    if "s" in (left, right):
        _check_scalar_operation(node, report)
    elif op in SET_OPERATORS:
        _check_set_operation(node, report)
    if left == right == "s":
        return "s"
    return "v" if "v" in (left, right) or op in SET_OPERATORS or node.matching is not None else "?"


def _check_scalar_operation(node: Binary, report: Report) -> None:
    if node.op.value in SET_OPERATORS:
        report(node.span, f'"{node.op.value}" is only allowed between instant vectors, found a scalar')
    if node.matching is not None and node.matching.labels:
        report(node.matching.span, f'"{node.matching.keyword.value}" is only allowed between instant vectors')
    for fill in node.fills:
        report(fill.span, f'"{fill.keyword.value}" is only allowed between instant vectors')


def _check_set_operation(node: Binary, report: Report) -> None:
    if node.grouping is not None:
        report(node.grouping.span, f'"{node.grouping.keyword.value}" is not allowed with "{node.op.value}"')
    for fill in node.fills:
        report(fill.span, f'"{fill.keyword.value}" is not allowed with "{node.op.value}"')


def _check_name(node: Selector, report: Report) -> None:
    """A selector names its metric only once."""
    for matcher in node.matchers:
        if node.name is not None and (matcher.label is None or matcher.label.value == "__name__"):
            report(matcher.span, f'the metric name is set twice: "{node.name.value}" stands before the braces')
            return


def _excludes_empty(matcher: Matcher) -> bool:
    """Whether a matcher refuses the empty value, as far as variables let us know."""
    if matcher.op is None or matcher.value is None or matcher.value.variable:
        return matcher.value is None or matcher.value.variable or bool(matcher.value.value)
    return label_matches(matcher.op.value, matcher.value.value, "") is not True


_CHECKS: Final[dict[type, Callable[..., str]]] = {
    Number: lambda node, kinds, report: "s",
    Text: lambda node, kinds, report: "t",
    Variable: lambda node, kinds, report: "?",
    Selector: _selector,
    Subquery: _subquery,
    Paren: _paren,
    Unary: _unary,
    Aggregation: _aggregation,
    Call: _call,
    Binary: _binary,
}
