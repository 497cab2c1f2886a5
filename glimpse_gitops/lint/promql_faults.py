"""The faults that the PromQL parser found, as faults of lint rules."""

from __future__ import annotations

from collections.abc import Iterator

from ..promql.fault import FaultKind
from .rule import Fault
from .subjects import QuerySubject


def faults_of_kind(subject: QuerySubject, *kinds: FaultKind) -> Iterator[Fault]:
    """The faults of some kinds. The empty expression of `label_values(label)` is none."""
    if subject.use == "variable" and not subject.expr:
        return
    for fault in subject.analysis.parsed.faults:
        if fault.kind in kinds:
            message, _, advice = fault.message.partition("; ")
            end = len(subject.expr.rstrip())
            start = min(fault.span.start, end)
            yield Fault(message, advice, (start, max(start, min(fault.span.end, end))))
