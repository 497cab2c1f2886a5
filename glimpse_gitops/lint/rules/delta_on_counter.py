"""Functions for gauges, used on counters."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.tree import Expression, Selector, unwrap
from ...promql.words import COMPARISONS
from ..context import Context
from ..knowledge import Knowledge
from ..metric_types import type_of
from ..operands import CHANGES, number_of, vector_of
from ..repair import Edit, Repair
from ..rule import Fault, Rule
from ..subjects import QuerySubject


class DeltaOnCounter(Rule[QuerySubject]):
    """A function for gauges, used on a counter.

    ## What it does
    Reports `delta`, `idelta`, `deriv` and `predict_linear` of a counter: one that the catalogue declares, or an
    undeclared metric whose name ends in `_total` or `_bucket`. It leaves alone what is only cut off at 0, as by
    `clamp_min(deriv(x[5m]), 0)`, an undeclared metric of which is asked whether it falls (`abs(delta(x[5m]))`,
    `delta(x[5m]) < -10`), for who asks that has a gauge, and the time in `iowait`, which Linux takes back.

    ## Why is this bad?
    These functions know nothing of restarts: when a process starts anew the counter falls to 0, and they show a
    large negative change.

    ## Example
    ```promql
    sum(delta(http_requests_total[5m]))
    ```

    ## Use instead
    ```promql
    sum(increase(http_requests_total[5m]))
    ```

    ## References
    * https://prometheus.io/docs/prometheus/latest/querying/functions/#delta
    """

    id = "PQ102"
    name = "delta-on-counter"
    severity = Severity.WARNING
    subject = QuerySubject

    def check(self, subject: QuerySubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        knowledge, cut, falling = subject.analysis.knowledge, set(_cut(subject)), set(_falling(subject))
        for call in subject.analysis.calls:
            source = vector_of(call)
            if call.function.value not in CHANGES or call in cut or not isinstance(source, Selector):
                continue
            if call.function.value == "predict_linear" and not type_of(source, knowledge):
                continue  # What is predicted is how full something gets, though its name may end in _total.
            if _counts(source, knowledge) and (type_of(source, knowledge) or call not in falling):
                name = call.function.value
                instead = _INSTEAD[name]
                yield Fault(
                    f'"{source.metric}" is a counter, and {name}() ignores its restarts',
                    f"write {instead}()" if instead else "predict from a rate",
                    call.function.span,
                    repair=Repair(f"use {instead}()", (Edit(call.function.span, instead),)) if instead else None,
                )


_INSTEAD = {"delta": "increase", "idelta": "irate", "deriv": "rate", "predict_linear": ""}


def _counts(selector: Selector, knowledge: Knowledge) -> bool:
    declared = type_of(selector, knowledge)
    if declared:
        return declared in ("counter", "bucket")
    name = selector.metric
    if name == "node_cpu_seconds_total" and _asks_for_iowait(selector):
        return False
    return name is not None and name.endswith(("_total", "_bucket")) and not _LEVELS & set(name.split("_"))


_LEVELS = frozenset({"pending", "active", "inflight", "current"})
"""Words for how many there are now: with one of them `_total` only says that all are meant."""


def _cut(subject: QuerySubject) -> Iterator[Expression]:
    """Operands whose falls `clamp_min(…, 0)` leaves out."""
    for call in subject.analysis.calls:
        inner = vector_of(call)
        if call.function.value == "clamp_min" and inner is not None and number_of(call.arguments[-1]) == 0:
            yield inner


def _falling(subject: QuerySubject) -> Iterator[Expression]:
    """Operands of which is asked whether they fall."""
    for call in subject.analysis.calls:
        inner = vector_of(call)
        if call.function.value == "abs" and inner is not None:
            yield inner
    for node in subject.analysis.binaries:
        for side, other in ((node.left, node.right), (node.right, node.left)):
            limit = number_of(other)
            if node.op.value in COMPARISONS and limit is not None and limit < 0:
                yield unwrap(side)


def _asks_for_iowait(selector: Selector) -> bool:
    return any(one.label and one.value and (one.label.value, one.value.value) == _IOWAIT for one in selector.matchers)


_IOWAIT = ("mode", "iowait")
