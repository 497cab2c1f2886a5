"""Comparisons in which one side seems to be in percent, and the other one is not."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Severity
from ...promql.share import is_share
from ...promql.tree import Binary, Expression, Selector, unwrap
from ...promql.words import COMPARISONS
from ..context import Context
from ..knowledge import Knowledge
from ..operands import number_of, selectors_below
from ..rule import Fault, Rule
from ..subjects import ExpressionSubject


class PercentScale(Rule[ExpressionSubject]):
    """A comparison in which one side seems to be in percent, and the other one is not.

    ## What it does
    Reports quotients that are multiplied by 100 and compared with less than 1, and the other way round those that are
    not multiplied and are compared with 2 to 100. Of the latter only metrics whose names end in `_ratio`, and quotients
    of metrics for which the catalogue declares one unit. What is certain is an error of its own: PQ126.

    ## Why is this bad?
    If it is a slip, the alert fires at a hundredth of what was meant, or never. If it is none, a reader wonders.

    ## Example
    ```promql
    100 * sum(http_requests_active{method="GET"}) / sum(http_requests_active{job="api"}) > 0.9
    ```

    ## Use instead
    ```promql
    100 * sum(http_requests_active{method="GET"}) / sum(http_requests_active{job="api"}) > 90
    ```
    """

    id = "PQ144"
    name = "percent-scale"
    severity = Severity.INFO
    profile = "strict"
    subject = ExpressionSubject

    def check(self, subject: ExpressionSubject, context: Context) -> Iterator[Fault]:
        """One fault for each place."""
        facts = subject.analysis.facts
        for node in subject.analysis.binaries if facts is not None else ():
            limit = number_of(node.right) if node.op.value in COMPARISONS else None
            if limit is None or facts is None:
                continue
            scaled = _of_hundred(node.left)
            if 0 < limit < 1 and scaled is not None and _is_quotient(scaled):
                yield Fault(
                    f"this is in percent, and is compared with {limit:g}", f"is {100 * limit:g} meant?", node.span
                )
            elif 2 <= limit <= 100 and scaled is None and _is_ratio(node.left, subject.analysis.knowledge):
                bare = unwrap(node.left)
                if not (isinstance(bare, Binary) and is_share(bare, facts.values)):
                    said = f"a ratio of 1 is all, and this is compared with {limit:g}"
                    yield Fault(said, f"is {limit / 100:g} meant?", node.span)


def _of_hundred(node: Expression) -> Expression | None:
    """What is multiplied by 100: `100 * x`, `x * 100`, `100 * x / y`; None for anything else."""
    bare = unwrap(node)
    if not isinstance(bare, Binary):
        return None
    if bare.op.value == "*":
        if number_of(bare.left) == _PERCENT:
            return bare.right
        return bare.left if number_of(bare.right) == _PERCENT else None
    return bare if bare.op.value == "/" and _of_hundred(bare.left) is not None else None


_PERCENT = 100.0


def _is_quotient(node: Expression) -> bool:
    """Whether two vectors are divided, once."""
    bare = unwrap(node)
    return isinstance(bare, Binary) and bare.op.value == "/" and number_of(bare.right) is None


def _is_ratio(node: Expression, knowledge: Knowledge) -> bool:
    """Whether it is a metric of ratios, or a quotient of two of one unit."""
    bare = unwrap(node)
    if isinstance(bare, Selector):
        return (bare.metric or "").endswith("_ratio")
    if not isinstance(bare, Binary) or not _is_quotient(bare):
        return False
    units = {_unit(one, knowledge) for side in (bare.left, bare.right) for one in selectors_below(side)}
    return len(units) == 1 and "" not in units


def _unit(selector: Selector, knowledge: Knowledge) -> str:
    series = knowledge.catalogue.series.get(selector.metric or "")
    return "" if series is None else series.unit
