"""The faults that the PromQL parser found, as faults of lint rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..promql.fault import FaultKind
from ..promql.lexer import tokenize
from .dialects import dialect_of
from .leftovers import left_over
from .rule import Fault
from .subjects import QuerySubject
from .variable_query import VARIABLE_FUNCTIONS

_KEYWORDS = ("by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "and", "or", "unless")
_CLOSED_BY = {"(": ")", "[": "]", "{": "}"}
_WAITING = ("expected an operator", 'expected ","', 'expected ")" to close')
"""How the messages begin where an operator or a comma would go on."""
_BREAKS = (" ", "\n", "\t")
_OPERAND_ENDS = ("}", ")", "]")
_SHOWN = 24
"""Characters before a bracket that a hint shows at most."""
_FIRST_WORD = re.compile(r"([A-Za-z_]+)")
_NEAR = 100
"""Characters before a place in which the word just before it is looked for."""
_LAST_WORD = re.compile(r"([A-Za-z_]+)\W*$")


def faults_of_kind(subject: QuerySubject, *kinds: FaultKind) -> Iterator[Fault]:
    """The faults of some kinds. An empty query asks for nothing: Grafana does not send it.

    Templates that were not filled in and queries in other dialects are findings of their own.
    """
    if subject.use in ("panel", "variable") and not subject.expr.strip():
        return
    faults = subject.analysis.parsed.faults
    if faults and (left_over(subject.expr) is not None or dialect_of(subject.analysis.parsed) is not None):
        return
    for fault in faults:
        # `label_values(` that is not closed is no variable query any more, but no unknown function either.
        named = subject.expr[fault.span.start : fault.span.end]
        if subject.use == "variable" and named in VARIABLE_FUNCTIONS and len(faults) > 1:
            continue
        # Grafana can put an operator there: `up $operator on (job) …` with `and`, `or`, `unless` to choose from,
        # or a comma with what follows it: `by (job $more)`.
        # What is Grafana's own as `$__rate_interval`, or stands before a closing bracket, is one that is missing.
        if _can_be_an_operator(subject.expr, fault.span.start, named) and fault.message.startswith(_WAITING):
            return
        if fault.kind in kinds:
            message, _, advice = fault.message.partition("; ")
            end = len(subject.expr.rstrip())
            start = min(fault.span.start, end)
            advice = advice or (_left_open(subject.expr) if start == end else _keyword_meant(subject.expr, start))
            yield Fault(message, advice, (start, max(start, min(fault.span.end, end))))


def _can_be_an_operator(expr: str, start: int, named: str) -> bool:
    """Whether a variable stands where Grafana can put an operator, a comma or more of an expression."""
    if not named.startswith(("$", "[[")) or named.startswith(("$__", "${__")):
        return False
    before, after = expr[:start], expr[start + len(named) :]
    return before.endswith(_BREAKS) or (before.endswith(_OPERAND_ENDS) and not after.startswith(("]", ":", "[")))


def _left_open(expr: str) -> str:
    """A hint, where an expression ends too early: the last bracket that is not closed, with what stands before it."""
    opened: list[int] = []
    for token in tokenize(expr).tokens:
        if token.kind in _CLOSED_BY:
            opened.append(token.start)
        elif token.kind in _CLOSED_BY.values() and opened:
            opened.pop()
    if not opened:
        return ""
    before = " ".join(expr[: opened[-1]].split())[-_SHOWN:]
    behind = f' behind "{before}"' if before else ""
    return f'the "{expr[opened[-1]]}"{behind} is not closed'


def _keyword_meant(expr: str, position: int) -> str:
    """A hint, where the word at or just before the place looks like a misspelt keyword."""
    before, after = _LAST_WORD.search(expr[:position][-_NEAR:]), _FIRST_WORD.match(expr[position:])
    for match in (after, before):
        if match and match[1].lower() not in _KEYWORDS and (near := get_close_matches(match[1], _KEYWORDS, 1, 0.7)):
            return f'is "{match[1]}" meant to be "{near[0]}"?'
    return ""
