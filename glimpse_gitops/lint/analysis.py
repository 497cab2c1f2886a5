"""What is known of one expression: parsed once, analysed once, shared by all rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model.catalogue import EmptyCatalogue
from ..promql.analysis import Analysis as Facts
from ..promql.analysis import analyse
from ..promql.parser import Parsed, parse
from ..promql.tree import Aggregation, Binary, Call, Expression, Selector, Subquery, children, postorder
from ..promql.world import World
from .knowledge import Knowledge


@dataclass(frozen=True)
class Analysis:
    """One expression and what is known of it."""

    parsed: Parsed
    selectors: tuple[Selector, ...]
    knowledge: Knowledge
    facts: Facts | None
    """Labels, values and sizes of all operands; None for an expression with faults."""
    calls: tuple[Call, ...] = ()
    aggregations: tuple[Aggregation, ...] = ()
    binaries: tuple[Binary, ...] = ()
    subqueries: tuple[Subquery, ...] = ()
    """The operands by kind, each after its own operands: rules need not walk the tree to find them."""

    @cached_property
    def parents(self) -> Mapping[Expression, Expression]:
        """What each operand is an operand of; the whole expression is not in here."""
        nodes = () if self.facts is None else self.facts.kinds
        return {child: node for node in nodes for child in children(node)}


class Analyses:
    """Analyses by expression: an expression that stands in several places is analysed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._done: dict[tuple[str, bool], Analysis] = {}

    @cached_property
    def elsewhere(self) -> Analyses:
        """Those of queries to a data source of which nothing is known: neither are its metrics."""
        return Analyses(Knowledge(EmptyCatalogue(), World()))

    def of(self, expr: str, *, variables: bool) -> Analysis:
        """The analysis of an expression; `variables` says whether Grafana puts variables into it."""
        key = (expr, variables)
        if key not in self._done:
            self._done[key] = _analysis_of(parse(expr, variables=variables), self.knowledge)
        return self._done[key]


def _analysis_of(parsed: Parsed, knowledge: Knowledge) -> Analysis:
    if parsed.tree is None:
        return Analysis(parsed, (), knowledge, None)
    nodes = postorder(parsed.tree)
    return Analysis(
        parsed,
        tuple(node for node in nodes if type(node) is Selector),
        knowledge,
        analyse(parsed, knowledge.world),
        tuple(node for node in nodes if type(node) is Call),
        tuple(node for node in nodes if type(node) is Aggregation),
        tuple(node for node in nodes if type(node) is Binary),
        tuple(node for node in nodes if type(node) is Subquery),
    )
