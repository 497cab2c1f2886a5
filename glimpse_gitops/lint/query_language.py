"""Whether a query of a data source that nobody knows reads as PromQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ..promql.functions import FUNCTIONS
from ..promql.lexer import ERROR, WORD, Token, tokenize
from ..promql.words import AGGREGATORS

_OTHERS = re.compile(
    r"loki|tempo|logs|traces|elastic|opensearch|influx|graphite|sql|clickhouse|jaeger|zipkin|cloudwatch|splunk|dynatrace",
    re.IGNORECASE,
)
"""Parts of names that people give to data sources of other languages."""

_OTHER_PANELS = frozenset({"logs", "traces", "nodeGraph", "flamegraph"})
"""Panels that show no numbers."""

_SQL = re.compile(r"\s*(?:SELECT|WITH)\s.*\bFROM\s", re.IGNORECASE | re.DOTALL)
_ONLY_IN_LOGQL = frozenset({"bytes_rate", "bytes_over_time", "rate_counter", "unwrap"})


def reads_as_promql(expr: str, uids: Iterable[str], panel_type: str = "") -> bool:
    """Whether an expression is PromQL, faults in it aside. `uids` are what its target and panel call their source.

    False where anything speaks for another language, and where nothing in it is typical of PromQL: a call of one of
    its functions, an aggregation, a range, or a metric with a selector.
    """
    if panel_type in _OTHER_PANELS or any(_OTHERS.search(uid) for uid in uids):
        return False
    if expr.lstrip().startswith("{") or _SQL.match(expr):
        return False
    tokens = tokenize(expr).tokens
    pairs = list(pairwise(tokens))
    if any(_is_logql(expr, first, second) for first, second in pairs):
        return False
    return any(_is_typical(first, second) for first, second in pairs)


def _is_logql(expr: str, first: Token, second: Token) -> bool:
    if first.kind == ERROR and first.text[0] in "|&":
        return True
    filters_lines = first.kind == "}" and second.text in ("!=", "!~") and expr[second.end :].lstrip()[:1] in ('"', "`")
    return filters_lines or first.text in _ONLY_IN_LOGQL


def _is_typical(first: Token, second: Token) -> bool:
    if first.kind != WORD:
        return second.text == "["
    if second.text in ("{", "["):
        return True
    known = first.text in FUNCTIONS or first.text in AGGREGATORS
    return known and second.text in ("(", "by", "without")
