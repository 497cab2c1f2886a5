"""The analyses against the truth: random queries over random data, evaluated exactly.

`PROMQL_SOUNDNESS=20000` in the environment makes the run as large as that; `PROMQL_SEED` repeats one.
"""

from __future__ import annotations

import math
import os
import statistics
from random import Random

from glimpse_gitops.promql.analysis import Analysis, analyse
from glimpse_gitops.promql.flow import Presence
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.tree import Binary, Expression
from glimpse_gitops.promql.values import outcome
from glimpse_gitops.promql.world import World, world_of

from .database import NOW, Database, random_catalogue, random_database
from .generator import Generator
from .hiding import with_variables
from .reference import Engine
from .reference_functions import QueryError
from .reference_labels import Vector

QUERIES = int(os.environ.get("PROMQL_SOUNDNESS", "1200"))
SEED = int(os.environ.get("PROMQL_SEED", "20260821"))
_QUERIES_PER_DATABASE = 40


def _close(value: float, low: float, high: float) -> bool:
    """Between the bounds, but for rounding."""
    slack = 1e-9 * max(1.0, abs(value)) if math.isfinite(value) else 0.0
    return low - slack <= value <= high + slack


def _check(analysis: Analysis, node: Expression, result: Vector | float) -> None:
    """Everything that the analyses claim of one operand, against one of its results."""
    interval = analysis.values[node]
    samples = [result] if isinstance(result, float) else list(result.values())
    for value in samples:
        assert interval.nan if math.isnan(value) else _close(value, interval.low, interval.high), (interval, value)
    if isinstance(node, Binary) and node.bool_modifier is None and outcome(node, analysis.values) == "never":
        assert not result
    if isinstance(result, float):
        return
    flow, count = analysis.flows[node], analysis.counts[node]
    assert flow is not None
    assert len(result) <= count.series, (len(result), count.series)
    for labels in result:
        names = {name for name, _ in labels}
        assert flow.must <= names, (flow, labels)
        assert all(flow.presence(name) is not Presence.CANNOT for name in names), (flow, labels)
    for name in flow.may:
        values = {dict(labels).get(name, "") for labels in result}
        assert len(values) <= count.domains.get(name, math.inf), (name, values, count.domains)
    for group in count.groups:
        if all(flow.possible(name) for name in group.labels | group.given):
            seen: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
            for labels in result:
                seen.setdefault(_pick(labels, group.given), set()).add(_pick(labels, group.labels))
            assert all(len(found) <= group.bound for found in seen.values()), (group, seen)


def _pick(labels: frozenset[tuple[str, str]], names: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict(labels).get(name, "") for name in sorted(names))


class _Tally:
    """What a run has seen."""

    def __init__(self) -> None:
        self.checked = self.refused = 0
        self.ratios: list[float] = []
        self.guesses: list[float] = []

    def report(self) -> str:
        ordered = sorted(self.ratios)
        p50, p90, p99 = (ordered[int(len(ordered) * part)] for part in (0.5, 0.9, 0.99))
        return (
            f"seed {SEED}: {self.checked} queries, {self.refused} refused at run time; "
            f"bound/actual p50 {p50:.2f} p90 {p90:.2f} p99 {p99:.2f}; "
            f"expected/actual p50 {statistics.median(self.guesses):.2f}"
        )


def _run(random: Random, database: Database, world: World, tally: _Tally) -> None:
    text = Generator(random).vector(random.randint(1, 4))
    parsed = parse(text)
    assert parsed.tree is not None, (text, parsed.faults)
    analysis = analyse(parsed, world)

    def seen(node: Expression, result: Vector | float) -> None:
        try:
            _check(analysis, node, result)
        except AssertionError as error:
            raise AssertionError(f"seed {SEED}: {text}\nat {text[node.start : node.end]}\n{error}") from None

    try:
        result = Engine(database, seen).vector(parsed.tree, NOW)
    except QueryError:
        tally.refused += 1
        return
    tally.checked += 1
    _check_hidden(random, parsed.tree, text, result, world)
    if result and math.isfinite(analysis.count.series):
        tally.ratios.append(analysis.count.series / len(result))
        tally.guesses.append(analysis.count.expected / len(result))


def _check_hidden(random: Random, tree: Expression, text: str, result: Vector | float, world: World) -> None:
    """The same query with Grafana variables in some places: what is claimed of it must hold for these values, too."""
    hidden = with_variables(random, tree, text)
    parsed = parse(hidden)
    assert parsed.tree is not None, (hidden, parsed.faults)
    analysis = analyse(parsed, world)
    if analysis.flow is None:
        return
    try:
        _check(analysis, parsed.tree, result)
    except AssertionError as error:
        raise AssertionError(f"seed {SEED}: {hidden}\nwhich was {text}\n{error}") from None


def test_no_claim_about_a_query_is_ever_contradicted_by_data() -> None:
    random = Random(SEED)
    tally = _Tally()
    while tally.checked < QUERIES:
        database = random_database(random)
        world = world_of(random_catalogue(random, database))
        for _ in range(_QUERIES_PER_DATABASE):
            _run(random, database, world, tally)
    print(tally.report())  # noqa: T201
    ordered = sorted(tally.ratios)
    assert ordered[len(ordered) // 2] <= 1.1
    assert ordered[int(len(ordered) * 0.9)] <= 2.5
