"""Functions, operators and aggregations of the reference engine."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

from glimpse_gitops.promql.tree import Aggregation, Text

Labels = frozenset[tuple[str, str]]
Vector = dict[Labels, float]
Samples = list[tuple[float, float]]


class QueryError(Exception):
    """Prometheus would refuse the query at run time."""


def _increases(samples: Samples, length: float) -> float | None:
    if len(samples) < 2:
        return None
    values = [value for _, value in samples]
    return float(sum(new - old if new >= old else new for old, new in pairwise(values)))


def _instant_rate(samples: Samples, length: float) -> float | None:
    if len(samples) < 2:
        return None
    (before, old), (after, new) = samples[-2:]
    return (new - old if new >= old else new) / (after - before)


def _values(compute: Callable[[list[float]], float]) -> Callable[[Samples, float], float | None]:
    return lambda samples, length: compute([value for _, value in samples])


def _rate(samples: Samples, length: float) -> float | None:
    found = _increases(samples, length)
    return None if found is None else found / length


def _delta(samples: Samples, length: float) -> float | None:
    return None if len(samples) < 2 else samples[-1][1] - samples[0][1]


def _spread(values: list[float]) -> float:
    if any(not math.isfinite(value) for value in values):
        return math.nan
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) * (value - mean) for value in values) / len(values))


def _least(values: list[float]) -> float:
    numbers = [value for value in values if not math.isnan(value)]
    return min(numbers) if numbers else math.nan


def _most(values: list[float]) -> float:
    numbers = [value for value in values if not math.isnan(value)]
    return max(numbers) if numbers else math.nan


OVER_TIME: dict[str, Callable[[Samples, float], float | None]] = {
    "rate": _rate,
    "increase": _increases,
    "irate": _instant_rate,
    "delta": _delta,
    "absent_over_time": lambda samples, length: 1.0,
    "changes": _values(lambda values: float(sum(old != new for old, new in pairwise(values)))),
    "sum_over_time": _values(sum),
    "avg_over_time": _values(lambda values: sum(values) / len(values)),
    "min_over_time": _values(_least),
    "max_over_time": _values(_most),
    "count_over_time": _values(lambda values: float(len(values))),
    "last_over_time": _values(lambda values: values[-1]),
    "stddev_over_time": _values(_spread),
    "present_over_time": _values(lambda values: 1.0),
}


def _guarded(compute: Callable[[float], float]) -> Callable[[float], float]:
    def apply(value: float) -> float:
        if math.isnan(value):
            return value
        try:
            return float(compute(value))
        except OverflowError:
            return value if math.isinf(value) else math.inf
        except ValueError:
            return math.nan

    return apply


def _logarithm(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf if value == 0 else math.nan


INSTANT: dict[str, Callable[..., float]] = {
    "abs": abs,
    "ceil": _guarded(math.ceil),
    "floor": _guarded(math.floor),
    "round": _guarded(lambda value: math.floor(value + 0.5)),
    "sqrt": _guarded(math.sqrt),
    "exp": _guarded(math.exp),
    "ln": _logarithm,
    "sgn": lambda value: value if math.isnan(value) or value == 0 else math.copysign(1.0, value),
    "clamp": lambda value, low, high: _clamp(value, low, high),
    "clamp_min": lambda value, low: _clamp(value, low, math.inf),
    "clamp_max": lambda value, high: _clamp(value, -math.inf, high),
}


def _clamp(value: float, low: float, high: float) -> float:
    return math.nan if any(math.isnan(part) for part in (value, low, high)) else max(low, min(high, value))


def holds(op: str, left: float, right: float) -> bool:
    match op:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case ">":
            return left > right
        case "<=":
            return left <= right
        case _:
            return left >= right


def arithmetic(op: str, left: float, right: float) -> float:
    try:
        match op:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right
            case "%":
                return math.fmod(left, right)
            case _:
                return math.pow(left, right)
    except ZeroDivisionError:
        sign = math.copysign(1.0, left) * math.copysign(1.0, right)
        return math.nan if left == 0 or math.isnan(left) else sign * math.inf
    except ValueError:
        return math.inf if op == "^" and left == 0 else math.nan
    except OverflowError:
        return math.inf if left > 0 else -math.inf


def quantile(which: float, values: list[float]) -> float:
    if math.isnan(which) or any(math.isnan(value) for value in values):
        return math.nan
    if which < 0 or which > 1:
        return math.copysign(math.inf, which)
    ordered = sorted(values)
    rank = which * (len(ordered) - 1)
    low, high = math.floor(rank), min(math.floor(rank) + 1, len(ordered) - 1)
    weight = rank - low
    return ordered[low] if weight == 0 else ordered[low] * (1 - weight) + ordered[high] * weight


def aggregate(node: Aggregation, vector: Vector, parameter: float | None) -> Vector:
    grouping = node.grouping

    def key(labels: Labels) -> Labels:
        if grouping is None:
            return frozenset()
        names = grouping.names
        if grouping.keyword.value == "by":
            return frozenset(pair for pair in labels if pair[0] in names)
        return frozenset(pair for pair in labels if pair[0] not in names and pair[0] != "__name__")

    if node.op.value == "count_values":
        return _count_values(node, vector, key)
    groups: dict[Labels, list[tuple[Labels, float]]] = {}
    for labels, value in vector.items():
        groups.setdefault(key(labels), []).append((labels, value))
    if node.op.value in ("topk", "bottomk"):
        kept: Vector = {}
        for members in groups.values():
            members.sort(key=lambda pair: (math.isnan(pair[1]), pair[1]), reverse=node.op.value == "topk")
            kept.update(members[: max(0, int(parameter or 0))])
        return kept
    compute = _AGGREGATIONS[node.op.value]
    return {labels: compute([value for _, value in members], parameter) for labels, members in groups.items()}


def _count_values(node: Aggregation, vector: Vector, key: Callable[[Labels], Labels]) -> Vector:
    assert isinstance(node.parameter, Text)
    label = node.parameter.value
    found: Vector = {}
    for labels, value in vector.items():
        changed = frozenset(pair for pair in labels if pair[0] != label) | {(label, repr(value).removesuffix(".0"))}
        kept = key(changed) | {(label, repr(value).removesuffix(".0"))}
        found[kept] = found.get(kept, 0.0) + 1.0
    return found


_AGGREGATIONS: dict[str, Callable[[list[float], float | None], float]] = {
    "sum": lambda values, _: sum(values),
    "avg": lambda values, _: sum(values) / len(values),
    "min": lambda values, _: _least(values),
    "max": lambda values, _: _most(values),
    "count": lambda values, _: float(len(values)),
    "group": lambda values, _: 1.0,
    "stddev": lambda values, _: _spread(values),
    "quantile": lambda values, which: quantile(which or 0.0, values),
}


def quantile_of_buckets(which: float, vector: Vector) -> Vector:
    """The interpolation is left out: any value between two bucket bounds would do."""
    groups: dict[Labels, list[tuple[float, float]]] = {}
    for labels, value in vector.items():
        known = dict(labels)
        try:
            bound = float(known["le"].replace("+Inf", "inf"))
        except (KeyError, ValueError):
            continue
        key = frozenset(pair for pair in labels if pair[0] not in ("le", "__name__"))
        groups.setdefault(key, []).append((bound, value))
    return {labels: max(buckets)[0] if which > 0.5 else math.nan for labels, buckets in groups.items()}
