"""The size of selectors: the series of a metric, fewer where matchers fix the values of its labels."""

from __future__ import annotations

import math
from functools import lru_cache

from .count import NO_DOMAINS, Count
from .cover import cheapest_cover
from .flow import Flow
from .regex import label_matches, literal_choices
from .tree import Selector
from .world import NAME, Known

_UNKNOWN = Known(frozenset({NAME}), NO_DOMAINS, open=True)


def count_of_selector(node: Selector, flow: Flow, known: Known | None) -> Count:
    """The size of a selector of a known metric, or of one that nobody declared (None)."""
    known = known or _UNKNOWN
    series, expected = known.series, known.expected
    fixed: dict[str, float] = {}
    for _, _, label, op, value in node.matchers:
        if label is None or op is None or value is None or value.variable or label.variable or label.value == NAME:
            continue
        name = label.value
        if not flow.possible(name):
            if label_matches(op.value, value.value, "") is False:
                series = 0.0
            continue
        most = min(known.domains.get(name, math.inf), fixed.get(name, math.inf))
        bound, share = _passing(op.value, value.value, known.values.get(name, ()), most)
        if bound == 0:
            series = 0.0
        elif bound < most:
            fixed[name] = bound
        expected *= share if share else 1.0
    domains = known.domains
    if fixed:
        domains = {**domains, **fixed}
        if not known.open:
            series = min(series, cheapest_cover(domains, domains, known.groups))
    return Count(series, min(expected, series), domains, known.groups)


@lru_cache(maxsize=16_384)
def _passing(op: str, wanted: str, values: tuple[str, ...], most: float) -> tuple[float, float]:
    """How many of a label's values a matcher lets pass at most, and which share of the series that makes."""
    if values:
        passing = sum(1 for value in values if label_matches(op, wanted, value) is not False)
        return min(float(passing), most), passing / len(values)
    if op == "=":
        return 1.0, 1.0 / most if math.isfinite(most) else 1.0
    choices = literal_choices(wanted) if op == "=~" else None
    if choices is None:
        return most, 1.0
    return min(float(len(choices)), most), min(1.0, len(choices) / most)
