"""Which queries are the same."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.canonical import canonical_hash, canonical_hashes, same
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.tree import Expression


def tree(text: str) -> Expression:
    found = parse(text).tree
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('x{a="1", b="2"}', "x{b='2',a=`1`}"),
        ("rate(x[5m])", "rate( x[300s] )"),
        ("sum(x) by (a, b)", "SUM by (b, a, a) ((x))"),
        ("sum by () (x)", "sum(x)"),
        ("x > 0x10", "(x) > 16"),
        ('{__name__="x"}', "x"),
        ('{"x"}', "x"),
        ("x offset 0s", "x"),
        ("a + on (x, y) b", "a + on (y, x) (b)"),
        ("x # why", "x"),
    ],
)
def test_spelling_makes_no_difference(first: str, second: str) -> None:
    assert canonical_hash(tree(first)) == canonical_hash(tree(second))
    assert same(tree(first), tree(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a - b", "b - a"),
        ("x[5m]", "x[6m]"),
        ('x{a="1"}', 'x{a!="1"}'),
        ("sum by (a) (x)", "sum without (a) (x)"),
        ("x offset 5m", "x offset -5m"),
        ("a > b", "a > bool b"),
        ("x @ 5", "x @ end()"),
        ("x[5m:1m]", "x[5m:]"),
        ("a + on (x) b", "a + ignoring (x) b"),
        ("x", '"x"'),
        ("x{a=$b}", "x{a=$c}"),
        ("f + on () g", "f + g"),
        ("x[5m] anchored", "x[5m] smoothed"),
        ("sum without () (x)", "sum(x)"),
    ],
)
def test_meaning_makes_a_difference(first: str, second: str) -> None:
    assert canonical_hash(tree(first)) != canonical_hash(tree(second))
    assert not same(tree(first), tree(second))


def test_parts_of_queries_can_be_compared() -> None:
    inner = canonical_hash(tree("sum by (job) (rate(x[5m]))"))
    assert inner in canonical_hashes(tree("sum(rate(x[300s])) by (job) / 2")).values()


def test_a_long_chain_has_a_hash() -> None:
    assert len(canonical_hash(tree("+".join(["x"] * 900)))) == 32
