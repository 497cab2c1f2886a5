"""Rule files from elsewhere that are sources: something fills them in before Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.placeholder import has_place
from .foreign import ForeignDocument

_ENOUGH = 2
"""One place may be a mistake: somebody forgot to fill it in. Who has several did not write for Prometheus."""


def are_unfilled(documents: Iterable[ForeignDocument]) -> bool:
    """Whether several expressions hold places for values."""
    expressions = (rule.expr for one in documents for read in one.groups for rule in read.group.prometheus_rules)
    places = (expr for expr in expressions if has_place(expr))
    return sum(1 for _, _ in zip(range(_ENOUGH), places, strict=False)) == _ENOUGH
