"""Times in milliseconds where PromQL reckons in seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Aggregation, Call, Expression, Number, Selector, unwrap
from ...promql.words import COMPARISONS
from ..context import Context
from ..knowledge import Knowledge
from ..operands import vector_of
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class MillisecondsAsSeconds(Rule[ExpressionSubject]):
    """A time in milliseconds where PromQL reckons in seconds.

    ## What it does
    Reports `@` with a time that is in milliseconds, and `time()` or `timestamp(…)` added to, subtracted from or
    compared with a metric whose name or declared unit says milliseconds.

    ## Why is this bad?
    `time()` counts seconds. The difference to milliseconds is a number that has nothing to do with any age: the alert
    never fires, or always.

    ## Example
    ```promql
    sum(http_requests_active @ 1767225600000)
    ```

    ## Use instead
    ```promql
    sum(http_requests_active @ 1767225600)
    ```
    """

    id = "PQ136"
    name = "milliseconds-as-seconds"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        analysis = subject.analysis
        times = [*(one.at for one in analysis.selectors), *(one.at for one in analysis.subqueries)]
        for at in times:
            when = None if at is None else at.when
            if isinstance(when, Number) and when.value >= _FAR_AWAY:
                said = f'"@" takes seconds, and {when.text} is in the year {1970 + when.value / _YEAR:,.0f}'
                yield Fault(said, "leave the last three digits out", when.span)
        for binary in analysis.binaries:
            if binary.op.value not in _LIKE_WITH_LIKE:
                continue
            for clock, other in ((binary.left, binary.right), (binary.right, binary.left)):
                metric = _in_milliseconds(other, analysis.knowledge) if _is_clock(clock) else ""
                if metric:
                    yield Fault(f'"{metric}" is in milliseconds, and time in seconds', "divide it by 1000", other.span)


_FAR_AWAY = 1e11
"""Seconds: the year 5138. As milliseconds it is 1973."""
_YEAR = 31_556_952
_LIKE_WITH_LIKE = COMPARISONS | {"+", "-"}
_NAME = re.compile(r".*_(?:ms|msec|millis|milliseconds)(?:_timestamp|_time)?")
_KEEPING = frozenset({"max", "min", "avg"})
_KEEPING_CALLS = frozenset(f"{name}_over_time" for name in ("max", "min", "avg", "last"))


def _is_clock(node: Expression) -> bool:
    """Whether it is a time in seconds as PromQL tells it."""
    bare = unwrap(node)
    return isinstance(bare, Call) and bare.function.value in ("time", "timestamp")


def _in_milliseconds(node: Expression, knowledge: Knowledge) -> str:
    """The metric in milliseconds that an operand is the value of; empty where it is another one, or reckoned with."""
    bare = unwrap(node)
    while True:
        if isinstance(bare, Aggregation) and bare.op.value in _KEEPING:
            bare = unwrap(bare.expression)
        elif (
            isinstance(bare, Call) and bare.function.value in _KEEPING_CALLS and (inner := vector_of(bare)) is not None
        ):
            bare = inner
        else:
            break
    metric = bare.metric if isinstance(bare, Selector) else None
    if metric is None:
        return ""
    series = knowledge.catalogue.series.get(metric)
    if series is not None and series.unit:
        return metric if series.unit in ("milliseconds", "ms") else ""
    return metric if _NAME.fullmatch(metric) else ""
