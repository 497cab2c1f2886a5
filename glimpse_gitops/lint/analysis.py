"""What is known of one expression: parsed once, analysed once, shared by all rules, and only when one asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakValueDictionary

from ..model.catalogue import EmptyCatalogue
from ..promql.analysis import Analysis as Facts
from ..promql.analysis import analyse
from ..promql.features import Feature, features_used
from ..promql.parser import Parsed, parse
from ..promql.tree import Aggregation, Binary, Call, Expression, Name, Number, Selector, Subquery, children
from ..promql.world import World
from .knowledge import Knowledge


@dataclass(frozen=True, eq=False)
class Analysis:
    """One expression and what is known of it."""

    expr: str
    variables: bool
    """Whether Grafana puts variables into it."""
    knowledge: Knowledge

    @cached_property
    def parsed(self) -> Parsed:
        """Its tree and its faults."""
        known = None if self.variables else self.knowledge.parsed.get(self.expr)
        return parse(self.expr, variables=self.variables) if known is None else known

    @cached_property
    def facts(self) -> Facts | None:
        """Labels, values and sizes of all operands; None for an expression with faults."""
        if self.parsed.tree is None:
            return None
        world, found = self.knowledge.world, self.knowledge.facts.get(self.expr)
        if found is not None and found.world is world and found.tree is self.parsed.tree:
            return found
        return analyse(self.parsed, world)

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """Its selectors, in their order; none for an expression with faults. So with the operands of other kinds."""
        return self._operands.get(Selector, ())

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its calls of functions, each after its own operands."""
        return self._operands.get(Call, ())

    @property
    def aggregations(self) -> tuple[Aggregation, ...]:
        """Its aggregations, each after its own operands."""
        return self._operands.get(Aggregation, ())

    @property
    def binaries(self) -> tuple[Binary, ...]:
        """Its operations between two operands, each after its own operands."""
        return self._operands.get(Binary, ())

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers, in their order; those of durations are not among them."""
        return self._operands.get(Number, ())

    @property
    def subqueries(self) -> tuple[Subquery, ...]:
        """Its subqueries, each after its own operands."""
        return self._operands.get(Subquery, ())

    @property
    def named_labels(self) -> tuple[Name, ...]:
        """Every label that is matched, kept or joined on, in the order of the text."""
        found = [matcher.label for one in self.selectors for matcher in one.matchers if matcher.label is not None]
        lists = [
            *(one.grouping for one in self.aggregations),
            *(labels for one in self.binaries for labels in (one.matching, one.grouping)),
        ]
        for labels in lists:
            if labels is not None and labels.keyword.value not in ("without", "ignoring"):
                found += labels.labels
        return tuple(sorted((one for one in found if not one.variable), key=lambda one: one.start))

    @cached_property
    def refused_labels(self) -> tuple[tuple[Name, str], ...]:
        """The labels of these that must not be in a query of its metrics, each with the reason."""
        metrics = [selector.metric for selector in self.selectors]
        reasons = ((label, self.knowledge.why_not(label.value, metrics)) for label in self.named_labels)
        return tuple((label, why) for label, why in reasons if why)

    @cached_property
    def parents(self) -> Mapping[Expression, Expression]:
        """What each operand is an operand of; the whole expression is not in here."""
        nodes = () if self.parsed.tree is None else self.parsed.kinds
        return {child: node for node in nodes for child in children(node)}

    @cached_property
    def _operands(self) -> Mapping[type[Expression], tuple[Any, ...]]:
        """The operands by kind: rules need not walk the tree to find them."""
        found: dict[type[Expression], list[Expression]] = {}
        for node in self.parsed.kinds if self.parsed.tree is not None else ():
            found.setdefault(type(node), []).append(node)
        return {kind: tuple(nodes) for kind, nodes in found.items()}

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """What not every Prometheus understands of it."""
        return () if self.parsed.tree is None else features_used(self.parsed.tree)


KEPT = 1024
"""Analyses that are kept for the next place where their expression stands, though nothing holds them any more: the
trees of all would fill the memory."""


class Analyses:
    """Analyses by expression: an expression that stands in several places is analysed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._held: WeakValueDictionary[tuple[str, bool], Analysis] = WeakValueDictionary()
        """Those that some subject still has."""
        self._of = lru_cache(KEPT)(self._held_or_new)

    @cached_property
    def elsewhere(self) -> Analyses:
        """Those of queries to a data source of which nothing is known: neither are its metrics."""
        return Analyses(Knowledge(EmptyCatalogue(), World()))

    def of(self, expr: str, *, variables: bool) -> Analysis:
        """The analysis of an expression; `variables` says whether Grafana puts variables into it."""
        return self._of(expr, variables)

    def _held_or_new(self, expr: str, variables: bool) -> Analysis:
        held = self._held.get((expr, variables))
        if held is None:
            held = self._held[expr, variables] = Analysis(expr, variables, self.knowledge)
        return held
