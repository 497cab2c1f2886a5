"""Which parts of a query need a newer Prometheus or a flag."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.features import features_used
from glimpse_gitops.promql.parser import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rate(x[5m])", []),
        ("mad_over_time(x[5m])", [("mad_over_time()", (2, 49), "promql-experimental-functions", "mad_over_time")]),
        ("limitk(3, x)", [("limitk()", (2, 54), "promql-experimental-functions", "limitk")]),
        ("first_over_time(x[5m])", [("first_over_time()", (3, 7), None, "first_over_time")]),
        ("x[5m] anchored", [('"anchored"', (3, 7), "promql-extended-range-selectors", "anchored")]),
        ("x[2 * 5m]", [("a duration expression", (3, 4), "promql-duration-expr", "2 * 5m")]),
        ("x[300]", [("a duration without a unit", (2, 54), None, "300")]),
        ("x > 5m", [("a duration as a number", (2, 54), None, "5m")]),
        ("a + fill(0) b", [("fill()", (3, 10), "promql-binop-fill-modifiers", "fill(0)")]),
        ("a </ b", [('the operator "</"', (3, 11), None, "</")]),
        ("x offset -5m", [("a negative offset", (2, 33), None, "offset -5m")]),
        ("x @ 5", [('"@"', (2, 33), None, "@ 5")]),
        ("x[$a:]", [("a subquery", (2, 7), None, "[$a:]")]),
    ],
)
def test_newer_features_are_found_with_their_place(
    text: str, expected: list[tuple[str, tuple[int, int], str | None, str]]
) -> None:
    parsed = parse(text)
    assert parsed.tree is not None
    found = [
        (feature.name, feature.since, feature.flag, text[feature.span.start : feature.span.end])
        for feature in features_used(parsed.tree)
    ]
    assert found == expected
