"""What is known of one expression: parsed once, analysed once, shared by all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..model.catalogue import EmptyCatalogue
from ..promql.analysis import Analysis as Facts
from ..promql.analysis import analyse
from ..promql.parser import Parsed, parse
from ..promql.tree import Selector, selectors
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
            parsed = parse(expr, variables=variables)
            if parsed.tree is None:
                self._done[key] = Analysis(parsed, (), self.knowledge, None)
            else:
                facts = analyse(parsed, self.knowledge.world)
                self._done[key] = Analysis(parsed, tuple(selectors(parsed.tree)), self.knowledge, facts)
        return self._done[key]
