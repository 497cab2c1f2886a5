"""How many series can an operand return, how many are expected, and how many samples does it read?

``Count`` (``count.py``) describes one vector: ``series`` is a sound upper bound (given a truthful catalogue),
``expected`` a guess, and ``domains`` and ``groups`` bound the values of its labels, one by one and jointly
(``cover.py``). The rules:

* a selector has the series of its metric, fewer where matchers fix label values (``cardinality_of_selectors.py``);
* ``by (x)`` has one series per combination of ``x``, ``topk(3, …) by (x)`` three of them, ``count_values`` up to all
  (``cardinality_of_aggregations.py``);
* one-to-one matching has at most one series per combination of the compared labels on either side; ``group_left`` at
  most those of the left side; ``or`` those of both (``cardinality_of_operators.py``);
* a function keeps the number; ``histogram_quantile`` folds the buckets of ``le`` together; ``absent`` has at most one.

``cost.py`` makes samples of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from .cardinality_of_aggregations import count_of_aggregation
from .cardinality_of_labels import joined, replaced
from .cardinality_of_operators import count_of_operation
from .cardinality_of_selectors import count_of_selector
from .count import NO_DOMAINS, SCALAR, UNKNOWN, Count, Counts
from .cover import occupied, restricted
from .flow import NO_LABELS, Flow
from .functions import FUNCTIONS, VECTOR_ARGUMENT
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
)
from .world import NAME, World


def count_of(node: Expression, counts: Counts, flows: Mapping[Expression, Flow | None], world: World) -> Count:
    """The size of one operand, whose own operands are already in ``counts`` (and all of them in ``flows``)."""
    match node:
        case Selector():
            return count_of_selector(node, flows[node] or NO_LABELS, world.of(node))
        case Call():
            return _called(node, counts, flows)
        case Aggregation():
            return count_of_aggregation(node, counts, flows)
        case Binary():
            return count_of_operation(node, counts, flows)
        case Paren() | Unary():
            return counts[node.expression]
        case Subquery():
            return _over_time(counts[node.expression])
        case Number() | Text():
            return SCALAR
        case Variable():
            return UNKNOWN


def _over_time(inner: Count) -> Count:
    """The results of many moments, put together."""
    if inner.changing is None:
        return inner
    return Count(inner.changing, inner.changing, dict.fromkeys(inner.domains, math.inf), (), inner.changing)


def _called(node: Call, counts: Counts, flows: Mapping[Expression, Flow | None]) -> Count:
    name = node.function.value
    flow = flows[node]
    if flow is None:
        return SCALAR
    position = VECTOR_ARGUMENT.get(name, 0)
    if name not in FUNCTIONS or position >= len(node.arguments):
        return UNKNOWN if name not in FUNCTIONS else _ONE
    vector = node.arguments[position]
    special = _SPECIAL.get(name)
    source = flows[vector] or NO_LABELS
    return counts[vector] if special is None else special(node, counts[vector], source, flow)


def _single(node: Call, inner: Count, source: Flow, flow: Flow) -> Count:
    """``absent`` and ``vector`` have one series."""
    return Count(1.0, 1.0, dict.fromkeys(flow.may, 1.0))


def _folded(node: Call, inner: Count, source: Flow, flow: Flow) -> Count:
    """One series for all buckets that only differ in ``le``; one per quantile for ``histogram_quantiles``."""
    if source.open:
        return inner if node.function.value != "histogram_quantiles" else inner._replace(domains=NO_DOMAINS, groups=())
    keys = source.may - {NAME, "le"}
    combinations = inner.distinct(keys)
    folded = inner._replace(series=combinations, expected=min(combinations, occupied(combinations, inner.expected)))
    if node.function.value == "histogram_quantiles" and len(node.arguments) > 2 and isinstance(node.arguments[1], Text):
        times, label = len(node.arguments) - 2, node.arguments[1].value
        folded = folded._replace(
            series=folded.series * times,
            expected=folded.expected * times,
            changing=None if folded.changing is None else folded.changing * times,
            domains={**inner.domains, label: float(times)},
            groups=restricted(inner.groups, source.may - {label}),
        )
    return folded


def _with_info(node: Call, inner: Count, source: Flow, flow: Flow) -> Count:
    """The labels that ``info`` adds can have any values."""
    domains = {name: inner.domains.get(name, math.inf) for name in source.may}
    domains.update(dict.fromkeys(flow.may - source.may, math.inf))
    return inner._replace(domains=domains, groups=restricted(inner.groups, source.may), changing=math.inf)


_ONE: Final = Count(1.0, 1.0, NO_DOMAINS)
_SPECIAL: Final[dict[str, Callable[[Call, Count, Flow, Flow], Count]]] = {
    "absent": _single,
    "absent_over_time": _single,
    "vector": _single,
    "histogram_quantile": _folded,
    "histogram_quantiles": _folded,
    "histogram_fraction": _folded,
    "label_replace": lambda node, inner, source, flow: replaced(node, inner, source),
    "label_join": lambda node, inner, source, flow: joined(node, inner, source),
    "info": _with_info,
}
"""Functions that change the number of series or their labels' values; all others keep both."""
