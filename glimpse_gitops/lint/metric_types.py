"""What kind of metric a selector reads: as the catalogue declares it, else as far as its name leaves no doubt."""

from __future__ import annotations

from ..promql.tree import Matcher, Selector
from .knowledge import Knowledge
from .well_known_gauges import WELL_KNOWN_GAUGES


def type_of(selector: Selector, knowledge: Knowledge) -> str:
    """`counter`, `gauge`, `bucket` or `recorded`, as declared, locked or recorded; empty where nobody says."""
    known = knowledge.world.of(selector)
    return "" if known is None or known.type == "unknown" else known.type


def is_counter(selector: Selector, knowledge: Knowledge) -> bool:
    """Whether it certainly only goes up: it is declared so."""
    return type_of(selector, knowledge) in ("counter", "bucket")


def is_gauge(selector: Selector, knowledge: Knowledge) -> bool:
    """Whether it certainly goes up and down: it is declared so, or has the name of a gauge that everybody knows."""
    declared = type_of(selector, knowledge)
    return declared == "gauge" or (not declared and selector.metric in WELL_KNOWN_GAUGES)


def is_bucket(selector: Selector, knowledge: Knowledge) -> bool:
    """Whether it reads the buckets of a classic histogram: as declared, else by the reserved ending `_bucket`."""
    declared = type_of(selector, knowledge)
    if declared:
        return declared == "bucket"
    name = selector.metric
    return name is not None and name.endswith("_bucket") and ":" not in name


def is_quantile(selector: Selector) -> bool:
    """Whether it reads the quantiles of a summary: it asks for one by the reserved label."""
    return any(
        _names(matcher, "quantile") and matcher.value is not None and matcher.value.value
        for matcher in selector.matchers
    )


def is_of_one_instance(selector: Selector) -> bool:
    """Whether it asks for what one instance tells, or for one value of a label that a variable chooses."""
    return any(
        is_instance(matcher) and matcher.op is not None and matcher.op.value == "=" for matcher in selector.matchers
    )


def is_instance(matcher: Matcher) -> bool:
    """Whether it is about a label of instances, or about one that a variable chooses."""
    return matcher.label is not None and (matcher.label.value in _OF_INSTANCES or matcher.label.variable)


_OF_INSTANCES = frozenset({"instance", "pod", "pod_name", "host", "hostname", "node", "nodename"})


def matches_on(selector: Selector, label: str) -> bool:
    """Whether a matcher of the selector is about the label, or a variable hides what its matchers are about."""
    return any(_names(matcher, label) or _hidden(matcher) for matcher in selector.matchers)


def _names(matcher: Matcher, label: str) -> bool:
    return matcher.label is not None and matcher.label.value == label


def _hidden(matcher: Matcher) -> bool:
    return matcher.label is not None and matcher.label.variable
