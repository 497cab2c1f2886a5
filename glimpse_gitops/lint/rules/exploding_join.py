"""Labels joined to very many values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from ...model.finding import Severity
from ...promql.label_functions import join_of
from ...promql.tree import (
    Aggregation,
)
from ..context import Context
from ..rule import Fault, Rule
from ..subjects import (
    ExpressionSubject,
)


@dataclass(frozen=True)
class ExplodingJoin(Rule[ExpressionSubject]):
    """Labels joined to very many values.

    ## What it does
    Works out from the catalogue how many values a label has that `label_join` makes, and reports more than the
    limit where an aggregation keeps it. It says nothing where no bound is declared.

    ## Why is this bad?
    Joined labels multiply: each pair of values is a series of the result.

    ## Example
    ```promql
    count(max by (place) (label_join(temperature{job="api"}, "place", "/", "rack", "instance")))
    ```

    ## Use instead
    ```promql
    count(max by (rack) (temperature{job="api"}))
    ```

    ## Options
    * `values`: values that a joined label may have.
    """

    id = "CD409"
    name = "exploding-join"
    severity = Severity.WARNING
    subject = ExpressionSubject

    values: int = 10_000

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        joins = [call for call in subject.analysis.calls if call.function.value == "label_join"]
        facts = subject.analysis.facts if joins else None
        for call in joins if facts is not None else ():
            join = join_of(call)
            values = math.inf if facts is None or join is None else facts.counts[call].domains.get(join.label, math.inf)
            parent = subject.analysis.parents.get(call)
            if join is None or not isinstance(parent, Aggregation) or not self.values < values < math.inf:
                continue
            if (
                parent.grouping is not None
                and parent.grouping.keyword.value == "by"
                and join.label in parent.grouping.names
            ):
                said = f'"{join.label}" has up to {values:,.0f} values: those of its labels, multiplied'
                yield Fault(said, "aggregate by the labels themselves", call.arguments[1].span)
