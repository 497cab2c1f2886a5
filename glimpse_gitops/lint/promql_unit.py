"""What the result of a query is measured in, as far as that can be read off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ..model.catalogue import Catalogue
from ..promql.tree import Aggregation, Binary, Call, Expression, Number, Paren, Selector, Subquery, Unary
from ..promql.words import COMPARISONS

_KEEP: Final = frozenset({"sum", "avg", "min", "max", "topk", "bottomk", "quantile", "limitk", "stddev"})
_KEEPING_CALLS: Final = frozenset(
    {
        *("avg_over_time", "min_over_time", "max_over_time", "last_over_time", "quantile_over_time", "delta", "idelta"),
        *("abs", "ceil", "floor", "round", "sort", "sort_desc", "label_replace", "label_join", "increase"),
        *("clamp_min", "clamp_max", "clamp"),
    }
)
_PER_SECOND: Final = frozenset({"rate", "irate", "deriv"})
_ARGUMENT: Final = {"quantile_over_time": 1, "histogram_quantile": 1}

FITTING: Final[Mapping[str, frozenset[str]]] = {
    "seconds": frozenset({"s", "dtdurations", "clocks", "dthms"}),
    "bytes": frozenset({"bytes", "decbytes"}),
    "bytes per second": frozenset({"Bps", "binBps"}),
    "a ratio": frozenset({"percentunit"}),
}
"""What the result is → Grafana's units that show it as it is."""

COMPARABLE: Final = frozenset(
    {
        *(
            "s",
            "ms",
            "\N{MICRO SIGN}s",
            "ns",
            "m",
            "h",
            "d",
            "dtdurations",
            "dtdurationms",
            "clocks",
            "clockms",
            "dthms",
        ),
        *("bytes", "decbytes", "kbytes", "deckbytes", "mbytes", "decmbytes", "gbytes", "decgbytes", "bits", "decbits"),
        *("Bps", "binBps", "KBs", "KiBs", "MBs", "MiBs", "percent", "percentunit", "reqps", "ops"),
    }
)
"""Units that say something that can be wrong; `short` and texts of the author's do not."""


def unit_of(node: Expression, catalogue: Catalogue) -> str:
    """A key of FITTING; empty where the unit is not certain, or is another one."""
    match node:
        case Paren() | Unary() | Subquery():
            return unit_of(node.expression, catalogue)
        case Aggregation():
            return unit_of(node.expression, catalogue) if node.op.value in _KEEP else ""
        case Binary() if node.op.value in COMPARISONS and node.bool_modifier is None:
            return unit_of(node.left, catalogue) if isinstance(node.right, Number) else ""
        case Call():
            return _of_call(node, catalogue)
        case Selector():
            return _of_metric(node.metric or "", catalogue)
        case _:
            return ""


def _of_call(node: Call, catalogue: Catalogue) -> str:
    name = node.function.value
    position = _ARGUMENT.get(name, 0)
    if position >= len(node.arguments):
        return ""
    if name == "histogram_quantile":
        metrics = _buckets(node.arguments[position])
        return _of_metric(metrics.removesuffix("_bucket"), catalogue) if metrics.endswith("_bucket") else ""
    if name in _KEEPING_CALLS:
        return unit_of(node.arguments[position], catalogue)
    if name in _PER_SECOND:
        inner = unit_of(node.arguments[position], catalogue)
        return "bytes per second" if inner == "bytes" else ""
    return ""


def _buckets(node: Expression) -> str:
    """The one metric below aggregations and rates; empty where there is something else."""
    while True:
        match node:
            case Paren() | Aggregation():
                node = node.expression
            case Call() if node.function.value in ("rate", "irate", "increase") and node.arguments:
                node = node.arguments[0]
            case Selector():
                return node.metric or ""
            case _:
                return ""


def _of_metric(name: str, catalogue: Catalogue) -> str:
    series = catalogue.series.get(name) or catalogue.series.get(f"{name}_bucket")
    if series is None and catalogue.complete:
        return ""
    for suffix in ("_total", "_sum"):
        name = name.removesuffix(suffix)
    if series is not None and name.endswith("_ratio"):
        return "a ratio"
    for ending, unit in (("_seconds", "seconds"), ("_bytes", "bytes")):
        if name.endswith(ending) and not _OTHER_UNIT.search(name):
            return unit
    return ""


_OTHER_UNIT: Final = re.compile(r"kbyte|mbyte|kilobyte|megabyte|milli|micro|nano|_per_")
"""Parts of names that do not keep what their end says."""
