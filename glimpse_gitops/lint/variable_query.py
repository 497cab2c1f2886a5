"""Queries of Prometheus variables: `label_values(metric, label)`, `query_result(expr)` and their like."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL_VALUES = "label_values("
_LABEL = re.compile(r"(?:[A-Za-z_$]|\[\[\w+\]\]|\$\{\w+\})(?:[\w$]|\[\[\w+\]\]|\$\{\w+\})*")
_ANY_LABEL = re.compile(r"[^\s,(){}\[\]\"'=~!]+")
"""Prometheus 3 takes any characters in the name of a label, such as `k8s.node.name`."""
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
    if listed := _label_values(text):
        return listed
    if match := _QUERY_RESULT.fullmatch(text):
        return VariableQuery(match["expr"], match.start("expr"))
    return VariableQuery(text, 0)


def _unquoted(label: str) -> str:
    """The label without its quotes, which Grafana takes away, too."""
    return label[1:-1] if len(label) > 1 and label[0] == label[-1] and label[0] in "\"'" else label


def _label_values(text: str) -> VariableQuery | None:
    """`label_values(expr, label)` or `label_values(label)`; the label is what stands behind the last comma."""
    inner = text.removeprefix(_LABEL_VALUES).rstrip()
    if inner == text.rstrip() or not inner.endswith(")"):
        return None
    before, comma, last = inner[:-1].rpartition(",")
    expr, label = before.strip(), _unquoted(last.strip())
    if bool(expr) is not bool(comma) or not (_LABEL.fullmatch(label) or (comma and _ANY_LABEL.fullmatch(label))):
        return None
    return VariableQuery(expr, text.index(expr, len(_LABEL_VALUES)) if expr else 0, label)
