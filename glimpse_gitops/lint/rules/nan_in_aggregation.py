"""Aggregations that one idle series breaks."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.analysis import Analysis
from ...promql.tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Paren,
    Unary,
    selectors,
    unwrap,
)
from ...promql.world import NAME
from ..context import Context
from ..operands import RATES
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class NanInAggregation(Rule[ExpressionSubject]):
    """An aggregation that one idle series breaks.

    ## What it does
    Reports `sum`, `avg`, `stddev` and `stdvar` over a quotient whose divisor is a rate, which is 0 wherever nothing
    happens, unless a comparison such as `> 0` keeps the zeros out. Counters of processors and of the network of
    machines that run never rest. `sum by (pod)` may be of one series each, and is told of where it is not.

    ## Why is this bad?
    0 divided by 0 is NaN, and a sum or an average with one NaN in it is NaN: one idle series empties the whole
    panel, and no comparison of NaN ever fires an alert.

    ## Example
    ```promql
    avg(sum by (job) (rate(http_requests_total[5m])) / sum by (job) (rate(http_request_duration_seconds_count[5m])))
    ```

    ## Use instead
    ```promql
    sum(rate(http_requests_total[5m])) / sum(rate(http_request_duration_seconds_count[5m]))
    ```
    """

    id = "PQ128"
    name = "nan-in-aggregation"
    severity = Severity.WARNING
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.aggregations if facts is not None else ():
            if facts is None or node.op.value not in _SPREADS_NAN or _may_be_of_one(node, facts):
                continue
            for division in _divisions(node.expression):
                divisor = division.right
                if _is_rate(divisor) and 0.0 in facts.values[divisor]:
                    yield Fault(
                        f"{node.op.value}() becomes NaN as soon as one divisor is 0",
                        "divide what is summed, or keep zeros out: / (… > 0)",
                        divisor.span,
                    )


_SPREADS_NAN = frozenset({"sum", "avg", "stddev", "stdvar"})


def _may_be_of_one(node: Aggregation, facts: Analysis) -> bool:
    """Whether each sum may be that of one series, which is no number when it rests with `sum` and without."""
    grouping, flow = node.grouping, facts.flows[node.expression]
    if node.op.value != "sum" or grouping is None or grouping.keyword.value != "by" or not grouping.labels:
        return False
    return flow is None or flow.open or not flow.may - grouping.names - {NAME}


def _divisions(node: Expression) -> Iterator[Binary]:
    """The divisions that an operand is made of by arithmetic alone."""
    waiting = [node]
    while waiting:
        bare = waiting.pop()
        if isinstance(bare, Paren | Unary):
            waiting.append(bare.expression)
        elif isinstance(bare, Binary) and bare.op.value in ("+", "-", "*", "/"):
            waiting += [bare.right, bare.left]
            if bare.op.value == "/" and not bare.fills:
                yield bare


def _is_rate(node: Expression) -> bool:
    """Whether it is a rate, or a sum of rates, as it is."""
    bare = unwrap(node)
    while isinstance(bare, Aggregation) and bare.op.value in ("sum", "avg", "min", "max"):
        bare = unwrap(bare.expression)
    return isinstance(bare, Call) and bare.function.value in RATES and not _never_rests(bare)


_BUSY = (
    "go_gc_",
    "prometheus_target_interval_",
    "node_netstat_",
    "node_cpu_",
    "windows_cpu_",
    "collectd_cpu_",
    "host_cpu_",
)
"""Counters of machines, and of scrapes, that stand still nowhere."""


def _never_rests(rate: Call) -> bool:
    """Whether a machine that runs always counts there, so that the rate is not 0."""
    names = [one.metric for one in selectors(rate)]
    return bool(names) and all((name or "").startswith(_BUSY) for name in names)
