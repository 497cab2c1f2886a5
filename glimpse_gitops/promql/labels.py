"""Label flow: which labels the result of each operand must have, may have and cannot have.

``Flow`` (see ``flow.py``) describes one vector. ``must`` are the labels that every result series has, ``may`` those
that some can have (``must`` included). In an open world (a metric that nobody declared) any other label may be there as
well, except the ``excluded``. Scalars and strings have no flow. The rules are those of Prometheus' engine:

* a selector has the labels of its metric; ``x="a"`` makes ``x`` certain, ``x=""`` removes it;
* ``by (x)`` keeps only ``x``; ``without (x)`` removes ``x`` and the name; ``topk`` and its kind keep everything;
* functions and arithmetic remove the name, comparisons and a few functions (``last_over_time``) keep it;
* operators see ``label_matching.py``; ``label_replace`` and ``label_join`` add a label, perhaps.

``why_missing`` (``missing.py``) finds the place in the text where a label got lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from .flow import (
    ANY_LABELS,
    NAMED,
    NO_LABELS,
    NOTHING,
    UNKNOWN_METRIC,
    Flow,
    nameless,
    with_label,
    without,
)
from .functions import FUNCTIONS, VECTOR_ARGUMENT
from .label_functions import join_of, replacement_of
from .label_matching import combined
from .regex import label_matches
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Labels,
    Name,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
)
from .words import SELECTING_AGGREGATORS
from .world import NAME, Known, World

Flows = dict[Expression, Flow | None]
"""The flow of each operand; None for scalars and strings."""

_KEEP_NAME: Final = frozenset(
    {"first_over_time", "last_over_time", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc"}
)


def flow_of(node: Expression, flows: Flows, world: World, kinds: Mapping[Expression, str]) -> Flow | None:
    """The flow of one operand, whose own operands are already in ``flows``."""
    match node:
        case Selector():
            return _selected(node, world.of(node))
        case Call():
            return _called(node, flows)
        case Aggregation():
            return _aggregated(node, flows)
        case Binary():
            return combined(node, flows, kinds)
        case Number() | Text():
            return None
        case Paren() | Subquery():
            return flows[node.expression]
        case Unary():
            flow = flows[node.expression]
            return flow if flow is None or node.op.value == "+" else nameless(flow)
        case Variable():
            return ANY_LABELS


def _selected(node: Selector, known: Known | None) -> Flow:
    flow = UNKNOWN_METRIC if known is None else Flow(known.must, known.labels, known.open)
    certain: list[str] = []
    for _, _, label, op, value in node.matchers:
        if label is None or op is None or value is None or label.variable or value.variable:
            continue
        name = label.value
        if name in flow.must or name == NAME:
            continue
        if label_matches(op.value, value.value, "") is False:
            certain.append(name)
        elif only_empty(op.value, value.value):
            flow = without(flow, frozenset({name}))
    if not certain:
        return flow
    added = frozenset(name for name in certain if flow.possible(name))
    return Flow(flow.must | added, flow.may | added, flow.open, flow.excluded)


def known_flow(known: Known) -> Flow:
    """The labels of all series of a known metric."""
    return Flow(known.must, known.labels, known.open)


def only_empty(op: str, value: str) -> bool:
    """Whether a matcher lets only series without the label pass."""
    return (op in ("=", "=~") and value == "") or (op == "!~" and value == ".+")


def _called(node: Call, flows: Flows) -> Flow | None:
    name = node.function.value
    function = FUNCTIONS.get(name)
    if function is None:
        return ANY_LABELS
    if function.returns == "s":
        return None
    position = VECTOR_ARGUMENT.get(name, 0)
    if name == "vector" or position >= len(node.arguments):
        return NO_LABELS
    flow = flows[node.arguments[position]] or ANY_LABELS
    special = _SPECIAL.get(name)
    if special is not None:
        return special(node, flow)
    return flow if name in _KEEP_NAME else nameless(flow)


def _absent(node: Call, flow: Flow) -> Flow:
    """``absent`` invents a series with the labels that its selector fixes by exactly one ``=``."""
    selector = node.arguments[0]
    if not isinstance(selector, Selector):
        return NO_LABELS
    fixed: dict[str, Name] = {}
    seen: set[str] = set()
    for matcher in selector.matchers:
        label, op, value = matcher.label, matcher.op, matcher.value
        if label is None or label.value == NAME:
            continue
        if op is None or value is None or label.variable:
            return ANY_LABELS
        if op.value == "=" and label.value not in seen:
            fixed[label.value] = value
            seen.add(label.value)
        else:
            fixed.pop(label.value, None)
    may = frozenset(name for name, value in fixed.items() if value.variable or value.value)
    return Flow(frozenset(name for name in may if not fixed[name].variable), may)


def _folded(node: Call, flow: Flow) -> Flow:
    """The functions that fold the buckets of a histogram remove ``le``; ``histogram_quantiles`` adds a label."""
    flow = without(flow, frozenset({NAME, "le"}))
    if node.function.value != "histogram_quantiles":
        return flow
    label = node.arguments[1] if len(node.arguments) > 1 else None
    if not isinstance(label, Text) or label.variable:
        return ANY_LABELS
    return with_label(flow, label.value, certain=True)


def _replaced(node: Call, flow: Flow) -> Flow:
    change = replacement_of(node)
    if change is None:
        return ANY_LABELS
    label = change.label
    if change.always and change.constant is not None:
        return with_label(flow, label, certain=True) if change.constant else without(flow, frozenset({label}))
    if change.constant and label in flow.must:
        return flow
    if change.constant == "":
        return Flow(flow.must - {label}, flow.may, flow.open, flow.excluded)
    return with_label(flow, label, certain=False)


def _joined(node: Call, flow: Flow) -> Flow:
    join = join_of(node)
    if join is None:
        return ANY_LABELS
    if not any(flow.possible(source) for source in join.sources) and not (join.separator and len(join.sources) > 1):
        return without(flow, frozenset({join.label}))
    certain = (len(join.sources) > 1 and bool(join.separator)) or not flow.must.isdisjoint(join.sources)
    return with_label(flow, join.label, certain=certain)


def _with_info(node: Call, flow: Flow) -> Flow:
    """``info`` adds labels of an info metric: those that its second argument names, or any."""
    chosen = node.arguments[1] if len(node.arguments) > 1 else None
    if isinstance(chosen, Selector) and chosen.matchers:
        labels = [matcher.label for matcher in chosen.matchers if matcher.label is not None]
        added = frozenset(label.value for label in labels if label.value != NAME)
        if added and not any(label.variable for label in labels):
            return Flow(flow.must, flow.may | added, flow.open, flow.excluded - added)
    return Flow(flow.must, flow.may, True)


def _aggregated(node: Aggregation, flows: Flows) -> Flow:
    flow = flows[node.expression] or ANY_LABELS
    op = node.op.value
    if op in SELECTING_AGGREGATORS:
        return flow
    grouped = _grouped(node.grouping, flow)
    if node.op.variable:
        if isinstance(node.parameter, Text | Variable):
            return ANY_LABELS
        return Flow(grouped.must, flow.may, flow.open, flow.excluded)
    if op == "count_values":
        label = node.parameter
        return (
            with_label(grouped, label.value, certain=True)
            if isinstance(label, Text) and not label.variable
            else ANY_LABELS
        )
    return grouped


def _grouped(grouping: Labels | None, flow: Flow) -> Flow:
    if grouping is None:
        return NO_LABELS
    names = grouping.names
    if grouping.keyword.value == "by":
        if grouping.variable:
            return Flow(flow.must & names, flow.may, flow.open, flow.excluded)
        may = frozenset(name for name in names if flow.possible(name)) if flow.open else flow.may & names
        return Flow(flow.must & names, may)
    left = without(flow, names | NAMED)
    return Flow(NOTHING, left.may, left.open, left.excluded) if grouping.variable else left


_SPECIAL: Final[dict[str, Callable[[Call, Flow], Flow]]] = {
    "absent": _absent,
    "absent_over_time": _absent,
    "label_replace": _replaced,
    "label_join": _joined,
    "info": _with_info,
    "histogram_quantile": _folded,
    "histogram_quantiles": _folded,
    "histogram_fraction": _folded,
}
"""Functions that do more to labels than to remove the name or to keep it."""
