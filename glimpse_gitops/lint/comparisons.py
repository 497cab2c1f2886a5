"""What comparisons ask: each kind of question that can only have one answer is a rule of its own."""

from __future__ import annotations

import math

from ..promql.analysis import Analysis
from ..promql.interval import Interval
from ..promql.share import is_share
from ..promql.tree import Aggregation, Binary, Call, Expression, Selector, Variable, postorder, unwrap
from ..promql.values import outcome
from ..promql.words import COMPARISONS
from .knowledge import ALERT_SERIES
from .operands import number_of

_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_COUNTED = frozenset({"count", "count_values", "group"})
_EXISTENCE = frozenset({"absent", "absent_over_time", "present_over_time", "count_over_time", "vector", "time"})
_OF_BOTH = frozenset({"*", "+", "or"})
_OF_LEFT = frozenset({"and", "unless"})
_OF_FILTERED = frozenset({"sum", "min", "max", "avg"})


def is_constant(node: Binary) -> bool:
    """Whether no sample decides it: such conditions are written to be on or off."""
    return not any(isinstance(one, Selector | Variable) for one in postorder(node))


def asks_for_existence(node: Expression) -> bool:
    """Whether the operand has a value because something is there, so that any comparison may ask for just that."""
    bare = unwrap(node)
    if isinstance(bare, Aggregation):
        return bare.op.value in _COUNTED or asks_for_existence(bare.expression)
    if isinstance(bare, Binary) and bare.op.value in COMPARISONS:
        return bare.bool_modifier is None
    if isinstance(bare, Binary) and bare.op.value in _OF_LEFT:
        return asks_for_existence(bare.left)
    if isinstance(bare, Binary):
        return bare.op.value in _OF_BOTH and asks_for_existence(bare.left) and asks_for_existence(bare.right)
    if isinstance(bare, Selector):
        return bare.metric in ALERT_SERIES
    return isinstance(bare, Call) and bare.function.value in _EXISTENCE


def drops_nan(node: Binary) -> bool:
    """Whether it is `x >= 0` of what may be no number, as what a rule recorded may be: NaN passes no comparison."""
    side, limit, op = _sides(node)
    if side is None or limit != 0 or op != ">=" or node.bool_modifier is not None:
        return False
    return any(
        (isinstance(one, Binary) and one.op.value in ("/", "%"))
        or (isinstance(one, Call) and one.function.value.startswith("histogram_"))
        or (isinstance(one, Selector) and (":" in (one.metric or "") or _is_quantile(one)))
        for one in postorder(side)
    )


def _is_quantile(selector: Selector) -> bool:
    labels = (matcher.label.value for matcher in selector.matchers if matcher.label is not None)
    return "quantile" in (selector.metric or "") or "quantile" in labels


def counted_in_vain(node: Binary, facts: Analysis) -> str | None:
    """The aggregation that is empty whenever the comparison should be true; None where it is another comparison."""
    side, limit, op = _sides(node)
    bare = None if side is None else unwrap(side)
    if limit is None or not isinstance(bare, Aggregation) or op not in ("==", "<", "<="):
        return None
    never = outcome(node, facts.values) == "never"
    if bare.op.value == "count":
        return "count()" if never else None
    filtered = unwrap(bare.expression)
    if bare.op.value not in _OF_FILTERED or not isinstance(filtered, Binary) or filtered.bool_modifier is not None:
        return None
    if filtered.op.value not in COMPARISONS:
        return None
    lowest = number_of(filtered.right) if filtered.op.value == ">" else None
    if never or (lowest is not None and lowest >= 0 and limit <= 0):
        return f"{bare.op.value}()"
    return None


def percent_of_share(node: Binary, facts: Analysis) -> Expression | None:
    """The number above 1, up to 100, that a share is compared with; None where it is another comparison."""
    side, limit, op = _sides(node)
    if side is None or limit is None or not 1 < limit <= 100 or op not in COMPARISONS:
        return None
    bare = unwrap(side)
    if isinstance(bare, Binary) and bare.op.value == "/" and is_share(bare, facts.values):
        return node.left if node.right is side else node.right
    return None


def range_of(value: Interval) -> str:
    """The values in words: `between 0 and 1`, `at least 0`, `always 1`."""
    if value.low == value.high:
        return f"always {value.low + 0.0:g}"
    if math.isinf(value.low):
        return f"at most {value.high:g}"
    return f"at least {value.low:g}" if math.isinf(value.high) else f"between {value.low:g} and {value.high:g}"


def _sides(node: Binary) -> tuple[Expression | None, float | None, str]:
    """The operand that is compared with a number, the number, and the operator as if the number stood on the right."""
    if node.op.value not in COMPARISONS or node.fills:
        return None, None, ""
    right, left = number_of(node.right), number_of(node.left)
    if right is not None and left is None:
        return node.left, right, node.op.value
    if left is not None and right is None:
        return node.right, left, _MIRRORED[node.op.value]
    return None, None, ""
