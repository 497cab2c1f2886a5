"""The label lists of an expression: behind `by`, `without`, `on`, `ignoring`, `group_left` and `group_right`."""

from __future__ import annotations

from collections.abc import Iterator

from ..promql.tree import Labels
from .analysis import Analysis


def label_lists(analysis: Analysis) -> Iterator[Labels]:
    """Every list, those of inner operands first."""
    for node in analysis.aggregations:
        if node.grouping is not None:
            yield node.grouping
    for operation in analysis.binaries:
        if operation.matching is not None:
            yield operation.matching
        if operation.grouping is not None:
            yield operation.grouping
