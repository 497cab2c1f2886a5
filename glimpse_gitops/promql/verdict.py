"""A second opinion: does promql-parser, a port of Prometheus' parser, accept what we accept and refuse what we refuse?

It cannot replace our parser, for it knows no positions and no Grafana variables, but a disagreement shows a mistake in
one of the two. Those it is known to make are listed here and do not count. It overflows the stack (which ends the
process) on deep input and panics (with an exception that is no ``Exception``) on some other, so it only ever sees texts
within ``limits.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import promql_parser

from .durations import seconds
from .fault import FaultKind
from .lexer import VARIABLE, tokenize
from .parser import Parsed
from .substitution import substitute
from .tree import (
    Binary,
    Call,
    Expression,
    Labels,
    Number,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
    postorder,
)
from .words import SMOOTHINGS, TRIM_OPERATORS


@dataclass(frozen=True, slots=True)
class Verdict:
    """What promql-parser says of one expression."""

    accepted: bool | None
    """None if it was not asked: a text too large or too deep, or a faulty one with variables."""
    message: str = ""
    """Its own words when it refuses."""
    gap: str | None = None
    """Which known weakness of it explains a disagreement."""
    agrees: bool = True
    """False only for a disagreement that no known weakness explains."""


def second_verdict(parsed: Parsed, *, variables: bool = True) -> Verdict:
    """Asks promql-parser about an expression that was parsed with the same ``variables``."""
    if any(fault.kind is FaultKind.LIMIT for fault in parsed.faults):
        return Verdict(None)
    if parsed.tree is None:
        if variables and any(token.kind == VARIABLE for token in tokenize(parsed.text).tokens):
            return Verdict(None)
        message = _refusal(parsed.text)
        if message is not None:
            return Verdict(False, message)
        gap = _wrongly_accepted(parsed)
        return Verdict(True, "", gap, agrees=gap is not None)
    message = _refusal(substitute(parsed.text, parsed.tree, parsed.kinds))
    if message is None:
        return Verdict(True)
    gap = _wrongly_refused(parsed.tree)
    return Verdict(False, message, gap, agrees=gap is not None)


def _refusal(text: str) -> str | None:
    """Why promql-parser refuses a text; None if it accepts it."""
    try:
        promql_parser.parse(text)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # its panics derive from BaseException
        return str(error)
    return None


def _wrongly_accepted(parsed: Parsed) -> str | None:
    kinds = {fault.kind for fault in parsed.faults}
    if FaultKind.REGEX in kinds:
        return "it checks regular expressions in Rust's dialect"
    if FaultKind.RANGE in kinds:
        return "it does not check the range of numbers and durations"
    if re.search(r"\binfo\s*\(", parsed.text):
        return 'it does not check the second argument of "info"'
    if re.search(r"\{[^{}]*\bor\b", parsed.text):
        return 'it knows the "or" between matchers of VictoriaMetrics'
    return None


_SMOOTHING_GAP = 'it does not know "anchored" and "smoothed"'
_RUST_REGEX = re.compile(r"\\[QEC]|\{|\[\[|&&|~~|--|\[[^\]]*\[|\(\?<")


def _wrongly_refused(tree: Expression) -> str | None:
    for node in postorder(tree):
        gap = _gap_of(node)
        if gap is not None:
            return gap
    return None


def _gap_of(node: Expression) -> str | None:
    for labels in (getattr(node, "grouping", None), getattr(node, "matching", None)):
        if isinstance(labels, Labels) and labels.names & SMOOTHINGS:
            return _SMOOTHING_GAP
    match node:
        case Binary() if node.op.value in TRIM_OPERATORS:
            return "it does not know the trimming operators"
        case Call() if node.function.value in ("start_timestamp", "max_of", "min_of", "info"):
            return f'it does not know all forms of "{node.function.value}"'
        case Text() if node.text[0] == "`" and "\\" in node.text:
            return "it reads escapes in raw strings"
        case Number() if "_" in node.text or node.text.lower().startswith("0x"):
            return "it does not know all forms of numbers"
        case Selector():
            return _gap_of_selector(node)
        case Subquery():
            return _gap_of_times(node)
        case _:
            return None


def _gap_of_selector(node: Selector) -> str | None:
    names = [node.name, *(matcher.label for matcher in node.matchers)]
    if node.smoothing is not None or any(name is not None and name.value in SMOOTHINGS for name in names):
        return _SMOOTHING_GAP
    for matcher in node.matchers:
        if matcher.value is None:
            continue
        if matcher.value.text[0] == "`" and "\\" in matcher.value.text:
            return "it reads escapes in raw strings"
        if matcher.op is not None and "~" in matcher.op.value and _RUST_REGEX.search(matcher.value.value):
            return "it checks regular expressions in Rust's dialect"
    return _gap_of_times(node)


def _gap_of_times(node: Selector | Subquery) -> str | None:
    if node.offset is not None and seconds(node.offset.duration) == 0:
        return "it does not know an offset of 0"
    durations = [] if node.window is None else [node.window.duration, node.window.step]
    durations += [] if node.offset is None else [node.offset.duration]
    for duration in durations:
        inner = duration.expression if isinstance(duration, Unary) else duration
        if inner is not None and not isinstance(inner, Number | Variable):
            return "it does not know duration expressions"
    return None
