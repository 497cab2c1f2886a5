"""The regular expressions in the matchers of a query."""

from __future__ import annotations

from collections.abc import Iterator

from ..promql.regex import literal_choices
from ..promql.tree import Name
from .analysis import Analysis


def patterns(analysis: Analysis) -> Iterator[tuple[Name, Name]]:
    """Each pattern with its operator; those that hold a Grafana variable are left out."""
    for selector in analysis.selectors:
        for matcher in selector.matchers:
            op, value = matcher.op, matcher.value
            if op is not None and value is not None and op.value in ("=~", "!~") and not value.variable:
                yield value, op


def is_plain(pattern: str) -> bool:
    """Whether a pattern matches nothing but its own text."""
    choices = literal_choices(pattern)
    return choices is not None and len(choices) == 1
