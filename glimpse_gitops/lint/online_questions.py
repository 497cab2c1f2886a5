"""What a server is asked for some queries, and which of their selectors must find something there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.online_facts import Asked
from ..promql.tree import Binary, Call, Expression, Matcher, Selector
from .analysis import Analysis
from .knowledge import ALERT_SERIES
from .subjects import QuerySubject, Subject

_OF_ABSENCE = ("absent", "absent_over_time")
_COMPARED = ("=", "=~")


def asked_of(subjects: Iterable[Subject]) -> Asked:
    """Everything that the rules will ask for."""
    labels: dict[str, set[str]] = {}
    for subject in subjects:
        if isinstance(subject, QuerySubject):
            for selector in must_find(subject.analysis):
                wanted = labels.setdefault(str(selector.metric), set())
                wanted.update(matcher.label.value for matcher in constants(selector) if matcher.label is not None)
    return Asked(tuple(sorted(labels)), {name: tuple(sorted(some)) for name, some in sorted(labels.items()) if some})


def must_find(analysis: Analysis) -> Iterator[Selector]:
    """The selectors of a metric without which the query finds less than it says.

    Where a query asks whether something is absent, or has another operand for when it is, it need not be there.
    """
    for selector in analysis.selectors:
        metric = selector.metric
        if metric is None or "$" in metric or metric in ALERT_SERIES:
            continue
        if not any(_is_optional(outer, inner) for outer, inner in _around(selector, analysis)):
            yield selector


def constants(selector: Selector) -> Iterator[Matcher]:
    """Its matchers that compare a label with a text in which no variable is, and that a missing label does not meet."""
    for matcher in selector.matchers:
        label, op, value = matcher.label, matcher.op, matcher.value
        if label is None or op is None or value is None or label.variable or value.variable:
            continue
        if op.value in _COMPARED and value.value and label.value != "__name__" and "$" not in value.value:
            yield matcher


def _around(selector: Selector, analysis: Analysis) -> Iterator[tuple[Expression, Expression]]:
    """Every expression around the selector, each with its operand on the way."""
    inner: Expression = selector
    while (outer := analysis.parents.get(inner)) is not None:
        yield outer, inner
        inner = outer


def _is_optional(outer: Expression, inner: Expression) -> bool:
    if isinstance(outer, Call):
        return outer.function.value in _OF_ABSENCE
    if isinstance(outer, Binary):
        return outer.op.value == "or" or (outer.op.value == "unless" and outer.right is inner)
    return False
