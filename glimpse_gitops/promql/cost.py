"""What a query costs: the samples that one evaluation reads, and those that it holds in memory at once.

Both are estimates from the bounds of ``cardinality.py``: a range reads as many samples of each series as fit into it at
the scrape interval, a subquery evaluates its operand once per step. Prometheus works a range function off series by
series but keeps a subquery's results all at once. For a query over time, ``peak`` counts again for every step.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from .count import Count
from .durations import seconds
from .tree import Expression, Selector, Subquery, Variable, Window, children
from .world import World

_FIVE_MINUTES: Final = 300.0


class Cost(NamedTuple):
    """The cost of one operand, that of its own operands included."""

    samples: float
    """Samples read by one evaluation."""
    peak: float
    """Samples held at once, at the worst moment of one evaluation."""


def costs_of(nodes: Iterable[Expression], counts: Mapping[Expression, Count], world: World) -> dict[Expression, Cost]:
    """The cost of every operand; ``nodes`` come innermost first."""
    costs: dict[Expression, Cost] = {}
    for node in nodes:
        series = counts[node].series
        if isinstance(node, Selector):
            points = _points(node, world)
            costs[node] = Cost(series * points, series if node.window is None else points)
        elif isinstance(node, Subquery):
            inner, steps = costs[node.expression], steps_of(node, world)
            costs[node] = Cost(inner.samples * steps, max(inner.peak, series * steps))
        else:
            costs[node] = _combined([(costs[child], counts[child].series) for child in children(node)], series)
    return costs


def _combined(operands: list[tuple[Cost, float]], series: float) -> Cost:
    """Operands are evaluated one after the other, and held until the result is there."""
    samples = held = peak = 0.0
    for cost, results in operands:
        samples += cost.samples
        peak = max(peak, held + cost.peak)
        held += min(cost.peak, results)
    return Cost(samples, max(peak, held + series))


def _points(node: Selector, world: World) -> float:
    """Samples read of one series."""
    if node.window is None:
        return 1.0
    return max(1.0, math.ceil(window_seconds(node.window, world) / world.scrape_interval))


def steps_of(node: Subquery, world: World) -> float:
    """Evaluations of a subquery's operand."""
    step = node.window.step
    every = world.evaluation_interval if step is None else duration_seconds(step, world, world.evaluation_interval)
    return max(1.0, math.ceil(window_seconds(node.window, world) / max(every, 0.001)))


def window_seconds(window: Window, world: World) -> float:
    """The length of a range; five minutes where a variable that ``World.durations`` does not know decides it."""
    return duration_seconds(window.duration, world, _FIVE_MINUTES)


def duration_seconds(node: Expression, world: World, otherwise: float) -> float:
    """The value of a duration, with what ``World.durations`` says of Grafana variables."""
    known = seconds(node)
    if known is not None:
        return known
    if isinstance(node, Variable):
        return world.durations.get(node.text.strip("${}[]").split(":")[0], otherwise)
    return otherwise
