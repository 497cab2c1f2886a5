"""A query's operands as JSON for other programs. `version` changes when a key changes its meaning or goes away."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from ..promql.fault import SyntaxFault
from .query_tree import QueryNode

VERSION = 1


def render(text: str, nodes: Sequence[QueryNode], faults: Sequence[SyntaxFault], notes: Sequence[str] = ()) -> str:
    """One JSON document; either `nodes` or `faults` is empty. What is endless or not known is null."""
    document = {
        "version": VERSION,
        "expression": text,
        "faults": [_fault(fault) for fault in faults],
        "notes": list(notes),
        "nodes": [_node(position, node) for position, node in enumerate(nodes)],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _fault(fault: SyntaxFault) -> dict[str, Any]:
    return {
        "kind": fault.kind.value,
        "start": fault.span.start,
        "end": fault.span.end,
        "message": fault.message,
        "suggestion": fault.suggestion,
    }


def _node(position: int, node: QueryNode) -> dict[str, Any]:
    flow = node.labels
    return {
        "id": position,
        "parent": node.parent,
        "start": node.span.start,
        "end": node.span.end,
        "text": node.text,
        "kind": node.kind,
        "labels": None
        if flow is None
        else {"must": sorted(flow.must), "may": sorted(flow.may - flow.must), "open": flow.open},
        "lost": [
            {"labels": list(one.labels), "reason": one.reason, "start": one.span.start, "end": one.span.end}
            for one in node.lost
        ],
        "series": {
            "bound": _finite(node.series),
            "expected": _finite(node.expected),
            "bound_over_time": _finite(node.series_over_time),
        },
        "samples": {"read": _finite(node.cost.samples), "peak": _finite(node.cost.peak)},
        "values": {
            "low": _finite(node.values.low),
            "high": _finite(node.values.high),
            "nan": node.values.nan,
            "empty": node.values.empty,
        },
    }


def _finite(value: float) -> float | int | None:
    """The number, a whole one without a fraction; None for an infinite one."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else round(value, 6)
