"""Holding every rule against every subject of its type: from faults to findings."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from weakref import WeakSet

from ..model.finding import Finding, Severity
from .allowance import Allowance
from .analysis import Analysis
from .context import Context
from .repair import placed
from .rule import Fault, Rule
from .selection import Rules
from .subjects import ExpressionSubject, QuerySubject, Subject
from .suppression import Reported

MOST = 1000
"""Findings of one rule in one file that are told: who has more needs no list of them."""

LONGEST = 1000
"""Characters of a message, a hint or the name of an object that are told: they quote what a file says, which may be a
megabyte, a thousand times."""

CRASHED = ("SP799", "rule-crashed")
"""Id and name of the finding that stands for a rule that raised an exception: a fault of ours, not of the user's."""

TOO_LARGE = ("PQ011", "too-complex")
"""Id and name of the finding that stands for all expressions of a file beyond its allowance."""


class RuleRun:
    """One run of some rules. One that raises is one finding and is not tried again."""

    def __init__(self, rules: Rules, context: Context, allowance: Allowance | None = None) -> None:
        """Without an allowance all expressions are looked at, however many there are."""
        self._context, self._allowance = context, allowance
        self._over: set[str] = set()
        """The files of which it was told that they have more operands than that."""
        self._rules = [rule for rule in rules if rule.subject is not ExpressionSubject]
        self._of_expressions = [rule for rule in rules if rule.subject is ExpressionSubject]
        self._sound: WeakSet[Analysis] = WeakSet()
        """The expressions in which the rules of expressions found nothing, as long as they are remembered."""
        self._table: dict[type[Subject], Rules] = {}
        self.crashed: set[str] = set()
        """The ids of the rules that raised."""
        self._told: dict[tuple[str, str], int] = {}
        self._full: set[str] = set()

    def on(self, subjects: Iterable[Subject]) -> Iterator[Reported]:
        """What the rules find in subjects, one after the other."""
        for subject in subjects:
            yield from self.on_one(subject)

    def on_one(self, subject: Subject) -> Iterator[Reported]:
        """What the rules find in a subject."""
        if isinstance(subject, ExpressionSubject) and self._allowance and not self._allowance.spend(subject):
            if subject.home.path not in self._over:
                self._over.add(subject.home.path)
                yield Reported(_too_large(self._allowance.most(subject.home.path), subject), subject)
            return
        if isinstance(subject, ExpressionSubject) and subject.analysis not in self._sound:
            found = list(self._held(self._of_expressions, subject))
            if not found and not self._full:
                self._sound.add(subject.analysis)
            yield from found
        kind = type(subject)
        if kind not in self._table:
            self._table[kind] = [rule for rule in self._rules if issubclass(kind, rule.subject)]
        yield from self._held(self._table[kind], subject)

    def _held(self, rules: Rules, subject: Subject) -> Iterator[Reported]:
        """What some rules find in a subject of theirs."""
        for rule in rules:
            if self.crashed and rule.id in self.crashed:
                continue
            if self._full and rule.id in self._full and self._told.get((rule.id, subject.home.path), 0) > MOST:
                continue
            try:
                for fault in rule.check(subject, self._context):
                    about = fault.subject or subject
                    key = (rule.id, about.home.path)
                    self._told[key] = self._told.get(key, 0) + 1
                    if self._told[key] > MOST:
                        self._full.add(rule.id)
                        yield Reported(_too_many(rule, about), about)
                        break
                    yield Reported(_finding(rule, about, fault), about)
            except Exception as error:
                self.crashed.add(rule.id)
                yield Reported(_crash(rule, subject, error), subject)


def shortened(text: str) -> str:
    """The text without its middle, where it is too long to be told."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def _finding(rule: Rule[Any], subject: Subject, fault: Fault) -> Finding:
    passage = fault.passage or subject.passage
    span, origin = fault.span, passage.origin
    if span is not None:
        if fault.passage is None and isinstance(subject, QuerySubject):
            span = (span[0] + subject.offset, span[1] + subject.offset)
        origin = passage.inside(span)
    severity = rule.severity if fault.severity is None else fault.severity
    is_quoted = span is not None
    return Finding(
        rule.id,
        rule.name,
        severity,
        shortened(fault.message),
        replace(origin, variable="") if origin.variable else origin,
        shortened(subject.object),
        shortened(fault.hint),
        passage.value if is_quoted else "",
        span,
        subject.home,
        placed(fault.repair, subject, fault.passage) if fault.repair else None,
    )


def _too_many(rule: Rule[Any], subject: Subject) -> Finding:
    said = f"there is more of this: only the first {MOST:,} in a file are told"
    return Finding(
        rule.id, rule.name, rule.severity, said, replace(subject.home, variable=""), shortened(subject.object)
    )


def _too_large(most: int, subject: Subject) -> Finding:
    said = f"the file has more than {most:,} operands: this expression, and all behind it, was not looked at"
    home = replace(subject.home, variable="")
    return Finding(*TOO_LARGE, Severity.ERROR, said, home, shortened(subject.object), "split the file")


def _crash(rule: Rule[Any], subject: Subject, error: Exception) -> Finding:
    return Finding(
        *CRASHED,
        Severity.WARNING,
        shortened(f"rule {rule.id} ({rule.name}) could not look at this: {type(error).__name__}: {error}"),
        replace(subject.home, variable=""),
        shortened(subject.object),
        f'this is a fault of the linter: report it, and turn the rule off with ignore = ["{rule.id}"] meanwhile',
        traceback="".join(traceback.format_exception(error)),
    )
