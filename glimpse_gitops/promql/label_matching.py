"""Label flow through binary operators.

* Arithmetic removes the name; a comparison without ``bool`` keeps it.
* One-to-one matching leaves the labels that both sides can have: with ``on (x)`` only ``x``, else all but the ignored
  ones. A label that one side must have and the other cannot have means that nothing ever matches.
* ``group_left (y)`` keeps the labels of the left side and takes ``y`` from the right one, present or not.
* ``or`` has the labels of both sides, ``and`` and ``unless`` those of the left one.
"""

from __future__ import annotations

from collections.abc import Mapping

from .flow import ANY_LABELS, NAMED, NOTHING, Flow, Presence, nameless, with_label, without
from .matching import Matching, matching_of
from .tree import Binary, Expression
from .words import COMPARISONS, SET_OPERATORS, TRIM_OPERATORS
from .world import NAME


def combined(node: Binary, flows: Mapping[Expression, Flow | None], kinds: Mapping[Expression, str]) -> Flow | None:
    """The flow of a binary operation; None if it gives a scalar."""
    kind = kinds[node]
    if kind == "s":
        return None
    left, right = flows[node.left], flows[node.right]
    op = node.op.value
    keeps_name = op in COMPARISONS and node.bool_modifier is None
    if left is None or right is None:
        flow = left or right or ANY_LABELS
        if "?" in (kinds[node.left], kinds[node.right]):
            return Flow(NOTHING, flow.may, True)
        return flow if keeps_name else _unnamed(op, flow)
    if op == "or":
        return _either(left, right)
    if op in SET_OPERATORS:
        return left
    if "?" in (kinds[node.left], kinds[node.right]) or node.fills:
        # A variable may be a scalar, which leaves the other side's labels; a filled series has those of either side.
        flow = _either(left, right) if keeps_name else _either(_unnamed(op, left), _unnamed(op, right))
        return flow._replace(must=NOTHING)
    matching = matching_of(node)
    many, one = (left, right) if matching.many is node.left else (right, left)
    if not keeps_name:
        many = _unnamed(op, many)
    return _grouped_match(matching, many, one) if matching.grouped else _single_match(matching, many, one)


def _unnamed(op: str, flow: Flow) -> Flow:
    """The flow behind an operation that removes the name; trimming operators only may do so."""
    if op in TRIM_OPERATORS:
        return Flow(flow.must - NAMED, flow.may, flow.open, flow.excluded)
    return nameless(flow)


def _either(left: Flow, right: Flow) -> Flow:
    must, may = left.must & right.must, left.may | right.may
    if not left.open and not right.open:
        return Flow(must, may)
    ruled_out = left.excluded | right.excluded
    excluded = frozenset(name for name in ruled_out if not left.possible(name) and not right.possible(name))
    return Flow(must, may, True, excluded)


def _single_match(matching: Matching, many: Flow, one: Flow) -> Flow:
    """One-to-one: only compared labels are left, and both sides agree on them."""
    if matching.hidden:
        return Flow(NOTHING, many.may, many.open, many.excluded)
    must = many.must | one.must
    if matching.on is not None:
        may = frozenset(name for name in matching.on if many.possible(name) and (name == NAME or one.possible(name)))
        return Flow(must & may, may)
    candidates = many.may | one.may if many.open else many.may
    may = frozenset(
        name
        for name in candidates
        if (many.possible(name) and one.possible(name) and name not in matching.ignored)
        or (name == NAME and name in many.may)
    )
    is_open = many.open and one.open
    certain = must & may
    if NAME in certain and NAME not in many.must:
        certain -= NAMED
    excluded = many.excluded | one.excluded | matching.ignored if is_open else NOTHING
    return Flow(certain, may, is_open, excluded - may)


def _grouped_match(matching: Matching, many: Flow, one: Flow) -> Flow:
    """Many-to-one: the labels of the many side, where both sides agree on the compared ones, and the copied labels."""
    if matching.hidden:
        must, may, is_open, excluded = NOTHING, many.may, many.open, many.excluded
    else:
        gone = frozenset(name for name in many.may if matching.compares(name) and not one.possible(name))
        sure = frozenset(name for name in one.must if matching.compares(name) and many.possible(name))
        must, may = (many.must - gone) | sure, (many.may - gone) | sure
        is_open, excluded = many.open, many.excluded | gone
        if matching.on is None and is_open and not one.open:
            # Whatever else the many side has is compared, too, so the other side must have it.
            others = frozenset(name for name in one.may if many.possible(name) and name not in matching.ignored)
            may, is_open = may | others | matching.ignored & many.may, False
            may |= frozenset(name for name in matching.ignored if many.possible(name))
    flow = Flow(must, may, is_open, excluded if is_open else NOTHING)
    for label in matching.include:
        presence = one.presence(label)
        if presence is Presence.CANNOT:
            flow = without(flow, frozenset({label}))
        else:
            flow = with_label(flow, label, certain=presence is Presence.MUST)
    if matching.hidden_include:
        kept = frozenset(name for name in flow.must if matching.compares(name) or name in one.must)
        return Flow(kept, flow.may | one.may, flow.open or one.open)
    return flow
