"""A small PromQL engine: what a query really returns over a random database.

It is written from the documented semantics of Prometheus, one evaluation at a time and without regard to speed. A query
that Prometheus would refuse at run time (duplicate series, many-to-many matching) raises QueryError.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from glimpse_gitops.promql.durations import seconds
from glimpse_gitops.promql.tree import (
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
)

from .database import Database
from .reference_functions import (
    INSTANT,
    OVER_TIME,
    QueryError,
    aggregate,
    arithmetic,
    holds,
    quantile_of_buckets,
)
from .reference_labels import Labels, Vector, expanded, invented, only, passes, unique, with_value, without

LOOKBACK = 300.0
Matrix = dict[Labels, list[tuple[float, float]]]
Seen = Callable[[Expression, "Vector | float"], None]
NAME = "__name__"


class Engine:
    """Evaluates queries; ``seen`` is told every intermediate result."""

    def __init__(self, database: Database, seen: Seen) -> None:
        self.database = database
        self.seen = seen

    def vector(self, node: Expression, time: float) -> Vector:
        result = self.evaluate(node, time)
        assert isinstance(result, dict), type(node)
        return result

    def scalar(self, node: Expression, time: float) -> float:
        result = self.evaluate(node, time)
        assert isinstance(result, float), type(node)
        return result

    def evaluate(self, node: Expression, time: float) -> Vector | float:
        result = self._evaluate(node, time)
        self.seen(node, result)
        return result

    def _evaluate(self, node: Expression, time: float) -> Vector | float:
        match node:
            case Number():
                return node.value
            case Paren():
                return self.evaluate(node.expression, time)
            case Unary():
                return self._negated(node, time)
            case Selector():
                found = self._samples(node, time, LOOKBACK)
                return {labels: samples[-1][1] for labels, samples in found.items()}
            case Aggregation():
                parameter = None
                if node.parameter is not None and not isinstance(node.parameter, Text):
                    parameter = self.scalar(node.parameter, time)
                return aggregate(node, self.vector(node.expression, time), parameter)
            case Binary():
                return self._combined(node, self.evaluate(node.left, time), self.evaluate(node.right, time))
            case Call():
                return self._called(node, time)
            case _:
                raise AssertionError(type(node))

    def _negated(self, node: Unary, time: float) -> Vector | float:
        value = self.evaluate(node.expression, time)
        if node.op.value == "+":
            return value
        if isinstance(value, float):
            return -value
        return unique((without(labels, (NAME,)), -sample) for labels, sample in value.items())

    def _samples(self, node: Selector, time: float, length: float) -> Matrix:
        if node.offset is not None:
            time -= seconds(node.offset.duration) or 0.0
        found: Matrix = {}
        for stored in self.database.series:
            if node.name is not None and stored.labels[NAME] != node.name.value:
                continue
            if all(passes(matcher, stored.labels) for matcher in node.matchers):
                samples = [sample for sample in stored.samples if time - length < sample[0] <= time]
                if samples:
                    found[frozenset(stored.labels.items())] = samples
        return found

    def _matrix(self, node: Expression, time: float) -> tuple[Matrix, float]:
        if isinstance(node, Selector):
            assert node.window is not None
            length = seconds(node.window.duration) or 0.0
            return self._samples(node, time, length), length
        assert isinstance(node, Subquery)
        assert node.window.step is not None
        length, step = seconds(node.window.duration) or 0.0, seconds(node.window.step) or 60.0
        found: Matrix = {}
        at = (math.floor((time - length) / step) + 1) * step
        while at <= time:
            for labels, value in self.vector(node.expression, at).items():
                found.setdefault(labels, []).append((at, value))
            at += step
        return found, length

    def _called(self, node: Call, time: float) -> Vector | float:
        name = node.function.value
        if name in OVER_TIME:
            matrix, length = self._matrix(node.arguments[0], time)
            if name == "absent_over_time":
                return {} if matrix else {invented(node.arguments[0]): 1.0}
            compute = OVER_TIME[name]
            values = ((labels, compute(samples, length)) for labels, samples in matrix.items())
            keep = () if name == "last_over_time" else (NAME,)
            return unique((without(labels, keep), value) for labels, value in values if value is not None)
        if name == "vector":
            return {frozenset(): self.scalar(node.arguments[0], time)}
        if name in ("label_replace", "label_join"):
            return self._relabelled(node, time)
        if name == "histogram_quantile":
            which = self.scalar(node.arguments[0], time)
            return quantile_of_buckets(which, self.vector(node.arguments[1], time))
        vector = self.vector(node.arguments[0], time)
        if name == "scalar":
            return next(iter(vector.values())) if len(vector) == 1 else math.nan
        if name == "absent":
            return {} if vector else {invented(node.arguments[0]): 1.0}
        if name == "sort":
            return vector
        numbers = [self.scalar(argument, time) for argument in node.arguments[1:]]
        if name == "clamp" and numbers[1] < numbers[0]:
            return {}
        if name == "timestamp":
            return unique((without(labels, (NAME,)), float(time)) for labels in vector)
        compute_value = INSTANT[name]
        return unique((without(labels, (NAME,)), compute_value(value, *numbers)) for labels, value in vector.items())

    def _relabelled(self, node: Call, time: float) -> Vector:
        texts = [argument.value for argument in node.arguments[1:] if isinstance(argument, Text)]
        found = []
        for labels, value in self.vector(node.arguments[0], time).items():
            known = dict(labels)
            if node.function.value == "label_join":
                made: str | None = texts[1].join(known.get(source, "") for source in texts[2:])
            else:
                match = re.fullmatch(texts[3], known.get(texts[2], ""), re.DOTALL)
                made = None if match is None else expanded(texts[1], match)
            found.append((labels if made is None else with_value(labels, texts[0], made), value))
        return unique(found)

    def _combined(self, node: Binary, left: Vector | float, right: Vector | float) -> Vector | float:
        op = node.op.value
        if isinstance(left, float) and isinstance(right, float):
            return float(holds(op, left, right)) if node.bool_modifier is not None else arithmetic(op, left, right)
        if isinstance(left, float) or isinstance(right, float):
            return self._with_scalar(node, left, right)
        key = self._key(node)
        if op in ("and", "unless"):
            keys = {key(labels) for labels in right}
            return {labels: value for labels, value in left.items() if (key(labels) in keys) == (op == "and")}
        if op == "or":
            keys = {key(labels) for labels in left}
            return {**left, **{labels: value for labels, value in right.items() if key(labels) not in keys}}
        return self._paired(node, left, right)

    def _with_scalar(self, node: Binary, left: Vector | float, right: Vector | float) -> Vector:
        op = node.op.value
        found = []
        for labels, value in (right if isinstance(left, float) else left).items():  # type: ignore[union-attr]
            first, second = (left, value) if isinstance(left, float) else (value, right)
            assert isinstance(first, float)
            assert isinstance(second, float)
            if op not in ("==", "!=", "<", ">", "<=", ">="):
                found.append((without(labels, (NAME,)), arithmetic(op, first, second)))
            elif node.bool_modifier is not None:
                found.append((without(labels, (NAME,)), float(holds(op, first, second))))
            elif holds(op, first, second):
                found.append((labels, value))
        return unique(found)

    def _key(self, node: Binary) -> Callable[[Labels], Labels]:
        matching = node.matching
        if matching is None:
            return lambda labels: without(labels, (NAME,))
        names = matching.names
        if matching.keyword.value == "on":
            return lambda labels: only(labels, names)
        return lambda labels: without(labels, (*names, NAME))

    def _paired(self, node: Binary, left: Vector, right: Vector) -> Vector:
        op, key, grouping = node.op.value, self._key(node), node.grouping
        swapped = grouping is not None and grouping.keyword.value == "group_right"
        many, one = (right, left) if swapped else (left, right)
        partners: dict[Labels, tuple[Labels, float]] = {}
        for labels, value in one.items():
            if key(labels) in partners:
                raise QueryError("many-to-many")
            partners[key(labels)] = labels, value
        used: set[Labels] = set()
        found = []
        for labels, value in many.items():
            partner = partners.get(key(labels))
            if partner is None:
                continue
            first, second = (partner[1], value) if swapped else (value, partner[1])
            compares = op in ("==", "!=", "<", ">", "<=", ">=")
            if compares and node.bool_modifier is None and not holds(op, first, second):
                continue
            result = labels if compares and node.bool_modifier is None else without(labels, (NAME,))
            if grouping is None:
                if key(labels) in used:
                    raise QueryError("many-to-one without group")
                used.add(key(labels))
                matching = node.matching
                if matching is not None:
                    result = (only if matching.keyword.value == "on" else without)(result, matching.names)
            else:
                for name in grouping.names:
                    result = with_value(result, name, dict(partner[0]).get(name, ""))
            if not compares:
                found.append((result, arithmetic(op, first, second)))
            elif node.bool_modifier is None:
                found.append((result, first))
            else:
                found.append((result, float(holds(op, first, second))))
        return unique(found)
