"""Do two queries mean the same? Expressions with one canonical hash give the same result on any data.

Parentheses, blanks, comments, the order of matchers and of labels in lists, and the spelling of literals (``5m`` and
``300s``, ``"a"`` and ``'a'``) make no difference. The order of operands does, even for ``+``: nothing is proved here
that cannot be read off. Grafana variables are compared by their text.
"""

from __future__ import annotations

from hashlib import blake2b

from .durations import seconds
from .printer import duration_text
from .tree import (
    Aggregation,
    Binary,
    Call,
    Expression,
    Labels,
    Matcher,
    Name,
    Number,
    Paren,
    Selector,
    Subquery,
    Text,
    Unary,
    Variable,
    children,
    postorder,
)


def canonical_hash(tree: Expression) -> str:
    """The hash of a whole expression, 32 hexadecimal digits."""
    return canonical_hashes(tree)[tree]


def canonical_hashes(tree: Expression) -> dict[Expression, str]:
    """The hash of every operand, so that parts of a query can be compared, too."""
    hashes: dict[Expression, str] = {}
    for node in postorder(tree):
        if isinstance(node, Paren) or (isinstance(node, Unary) and node.op.value == "+"):
            hashes[node] = hashes[node.expression]
            continue
        parts = [type(node).__name__, *_parts(node), *(hashes[child] for child in children(node))]
        hashes[node] = blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
    return hashes


def same(first: Expression, second: Expression) -> bool:
    """Whether two expressions have one canonical hash; quicker than to make the hashes."""
    waiting = [(first, second)]
    while waiting:
        left, right = (_bare(node) for node in waiting.pop())
        if type(left) is not type(right) or _parts(left) != _parts(right):
            return False
        pairs = tuple(zip(children(left), children(right), strict=False))
        if len(pairs) != len(children(left)) or len(pairs) != len(children(right)):
            return False
        waiting.extend(pairs)
    return True


def _bare(node: Expression) -> Expression:
    """The expression without what means nothing: parentheses and a leading plus."""
    while isinstance(node, Paren) or (isinstance(node, Unary) and node.op.value == "+"):
        node = node.expression
    return node


def _parts(node: Expression) -> list[str]:
    """What a node says beyond its operands; each part is unambiguous."""
    match node:
        case Number():
            return [repr(node.value)]
        case Text():
            return [repr(node.value), str(node.variable)]
        case Variable():
            return [node.text]
        case Selector():
            matchers = {_matcher(matcher) for matcher in node.matchers}
            if node.name is not None:
                matchers.add(f"{'__name__'!r}={node.name.value!r}")
            return [*sorted(matchers), *_modifiers(node)]
        case Subquery():
            return _modifiers(node)
        case Unary():
            return [node.op.value]
        case Call():
            return [node.function.value]
        case Aggregation():
            grouping = node.grouping
            if grouping is not None and grouping.keyword.value == "by" and not grouping.labels:
                grouping = None
            return [node.op.value, str(node.parameter is None), _labels(grouping)]
        case Binary():
            fills = sorted(f"{fill.keyword.value}={_duration(fill.value)}" for fill in node.fills)
            return [
                node.op.value,
                str(node.bool_modifier is not None),
                _labels(node.matching),
                _labels(node.grouping),
                *fills,
            ]
        case _:
            return []


def _matcher(matcher: Matcher) -> str:
    if matcher.op is None:
        return (
            f"{'__name__'!r}={matcher.value.value!r}"
            if matcher.value is not None
            else repr(matcher.label and matcher.label.text)
        )
    assert matcher.label is not None
    assert matcher.value is not None
    return f"{matcher.label.value!r}{matcher.op.value}{matcher.value.value!r}"


def _labels(labels: Labels | None) -> str:
    if labels is None or (labels.keyword.value == "ignoring" and not labels.labels):
        return ""
    return f"{labels.keyword.value} {sorted({label.value for label in labels.labels})!r}"


def _modifiers(node: Selector | Subquery) -> list[str]:
    window, offset, at = node.window, node.offset, node.at
    smoothing = node.smoothing.value if isinstance(node, Selector) and node.smoothing is not None else ""
    when = "" if at is None else f"{at.when.value}()" if isinstance(at.when, Name) else _duration(at.when)
    return [
        "" if window is None else _duration(window.duration),
        "" if window is None or window.step is None else _duration(window.step),
        "" if offset is None or seconds(offset.duration) == 0 else _duration(offset.duration),
        when,
        smoothing,
    ]


def _duration(node: Expression) -> str:
    value = seconds(node)
    return duration_text(node) if value is None else repr(float(value))
