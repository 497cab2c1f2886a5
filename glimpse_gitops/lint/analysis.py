"""What is known of one expression: parsed once, analysed once, shared by all rules."""

from __future__ import annotations

from dataclasses import dataclass

from ..promql.parser import Parsed, parse
from ..promql.tree import Selector, selectors
from .knowledge import Knowledge
from .vectors import Vectors, vectors_of


@dataclass(frozen=True)
class Analysis:
    """One expression and what is known of it."""

    parsed: Parsed
    selectors: tuple[Selector, ...]
    knowledge: Knowledge
    vectors: Vectors | None
    """None for an expression with faults."""


class Analyses:
    """Analyses by expression: an expression that stands in several places is analysed once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._done: dict[tuple[str, bool], Analysis] = {}

    def of(self, expr: str, *, variables: bool) -> Analysis:
        """The analysis of an expression; `variables` says whether Grafana puts variables into it."""
        key = (expr, variables)
        if key not in self._done:
            parsed = parse(expr, variables=variables)
            found = tuple(selectors(parsed.tree)) if parsed.tree is not None else ()
            self._done[key] = Analysis(parsed, found, self.knowledge, vectors_of(parsed, self.knowledge.world))
        return self._done[key]
