"""The JSON of a query is complete, and valid JSON even where nothing is bounded."""

from __future__ import annotations

import json
from typing import Any

from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import World
from glimpse_gitops.report.query_tree import query_tree
from glimpse_gitops.report.query_tree_json import render


def document(text: str) -> Any:
    parsed = parse(text)
    nodes = () if parsed.tree is None else query_tree(analyse(parsed, World()))
    return json.loads(render(text, nodes, parsed.faults, ["a note"]))


def test_every_operand_is_there_with_its_place_in_the_text() -> None:
    text = "sum by (job) ((up)) > 0.5"
    told = document(text)
    assert [text[node["start"] : node["end"]] for node in told["nodes"]] == [
        *(text, "sum by (job) ((up))", "(up)", "up", "0.5"),
    ]
    assert [node["parent"] for node in told["nodes"]] == [None, 0, 1, 2, 0]
    assert told["nodes"][0]["values"] == {"low": 0.5, "high": None, "nan": False, "empty": False}


def test_what_nothing_bounds_is_null() -> None:
    node = document("foo")["nodes"][0]
    assert node["series"] == {"bound": None, "expected": None, "bound_over_time": None}
    assert node["labels"] == {"must": [], "may": [], "open": True}


def test_a_lost_label_names_the_place_that_loses_it() -> None:
    text = "sum(count by (job, le) (up))"
    lost = document(text)["nodes"][0]["lost"]
    assert lost == [{"labels": ["job", "le"], "reason": '"sum" without "by" removes every label', "start": 0, "end": 3}]


def test_faults_take_the_place_of_operands() -> None:
    told = document("rat(up[5m])")
    assert told["nodes"] == []
    assert told["notes"] == ["a note"]
    assert told["faults"] == [
        {"kind": "function", "start": 0, "end": 3, "suggestion": "rate", "message": told["faults"][0]["message"]}
    ]
