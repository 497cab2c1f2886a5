"""Our trees against those of promql-parser: on random queries and on text that is hardly a query at all."""

from __future__ import annotations

from random import Random

import promql_parser
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.canonical import canonical_hash
from glimpse_gitops.promql.layout import format_expression
from glimpse_gitops.promql.parser import Parsed, parse
from glimpse_gitops.promql.printer import print_expression
from glimpse_gitops.promql.verdict import second_verdict
from glimpse_gitops.promql.world import World

from .generator import Generator

_PIECES = st.sampled_from(
    [
        *("sum", "rate", "topk", "count_values", "histogram_quantile", "label_replace", "foo", "up:rate"),
        *("by", "without", "on", "ignoring", "group_left", "bool", "offset", "and", "or", "unless", "atan2"),
        *("inf", "start", "end", "fill", "(", ")", "(", ")", "{", "}", "[", "]", ",", "@", "=", "!=", "=~"),
        *("==", ">", "+", "-", "*", "/", "^", "%", ":", "5m", "1h30m", "300", "0.5", "1e3", '"a"', "'b'"),
        *("`c`", "$x", "${y:csv}", "[[z]]", "$__interval", "# c\n", " "),
    ]
)


def _agree(parsed: Parsed) -> None:
    """Both accept or both refuse, and where both accept, the trees mean the same."""
    verdict = second_verdict(parsed)
    assert verdict.agrees, (parsed.text, parsed.faults, verdict)
    # Its printer knows no variables, and loses an "ignoring ()" that a "group_left" needs.
    plain = not any(part in parsed.text for part in ("$", "[[", "ignoring ()"))
    if parsed.tree is not None and verdict.accepted and plain:
        theirs = parse(str(promql_parser.parse(parsed.text).prettify()))
        assert theirs.tree is not None, theirs
        assert canonical_hash(theirs.tree) == canonical_hash(parsed.tree), (parsed.text, theirs.text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_trees_agree_on_generated_queries(seed: int) -> None:
    parsed = parse(Generator(Random(seed)).vector(4))
    assert parsed.faults == ()
    _agree(parsed)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=14))
def test_verdicts_agree_on_pieces_of_queries(pieces: list[str]) -> None:
    _agree(parse(" ".join(pieces)))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map("".join)))
def test_no_text_makes_the_parser_or_an_analysis_fail(text: str) -> None:
    parsed = parse(text)
    assert (parsed.tree is None) == bool(parsed.faults)
    assert all(0 <= fault.span.start <= fault.span.end <= len(text) for fault in parsed.faults)
    if parsed.tree is not None:
        assert analyse(parsed, World()).count.series >= 0
        again = parse(format_expression(parsed, 30))
        assert again.tree is not None
        assert print_expression(again.tree) == print_expression(parsed.tree)
