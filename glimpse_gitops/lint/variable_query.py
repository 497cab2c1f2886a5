"""Queries of Prometheus variables: `label_values(metric, label)`, `query_result(expr)` and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = r"[A-Za-z_$][\w$]*|\[\[\w+\]\]|\$\{\w+\}"
_LABEL_VALUES = re.compile(rf"label_values\(\s*(?:(?P<expr>.+?)\s*,\s*)?(?P<label>{_LABEL})\s*\)\s*", re.DOTALL)
_OTHER_LABEL = re.compile(r"label_values\(\s*(?P<expr>.+?)\s*,\s*(?P<label>[^\s,(){}\[\]\"'=~!]+)\s*\)\s*", re.DOTALL)
"""With a label whose name holds any characters (`k8s.node.name`), as Prometheus 3 takes it."""
_QUERY_RESULT = re.compile(r"query_result\((?P<expr>.+)\)\s*", re.DOTALL)
_NO_PROMQL = re.compile(r"(?:metrics|label_names)\(.*\)\s*", re.DOTALL)

VARIABLE_FUNCTIONS = frozenset({"label_values", "query_result", "metrics", "label_names"})
"""Functions that only the queries of variables know."""


@dataclass(frozen=True)
class VariableQuery:
    """The PromQL inside a variable's query."""

    expr: str
    offset: int
    label: str = ""
    """The label whose values are listed."""


def parse_variable_query(text: str) -> VariableQuery | None:
    """The PromQL of a variable's query; None where it has none. Text that is no such query is taken as PromQL."""
    if not text.strip() or _NO_PROMQL.fullmatch(text):
        return None
    if match := _LABEL_VALUES.fullmatch(text) or _OTHER_LABEL.fullmatch(text):
        return VariableQuery(match["expr"] or "", max(match.start("expr"), 0), match["label"])
    if match := _QUERY_RESULT.fullmatch(text):
        return VariableQuery(match["expr"], match.start("expr"))
    return VariableQuery(text, 0)
