"""The second verdict, and how Grafana's variables are taken out for it."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.substitution import substitute
from glimpse_gitops.promql.verdict import second_verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${app}_total{$filters, a=~'$b'}[$__rate_interval]", "v_total{v0=\"v\", a=~'v'}[5m]"),
        ("sum by ($a, b) (x offset $c)", "sum by (v, b) (x offset 5m)"),
        ("topk($n, rate($metric[5m]))", "topk(1, rate(v[5m]))"),
        ("$agg(x) by (y)", "sum(x) by (y)"),
        ("${f}(x[5m])", "rate(x[5m])"),
        ("$agg by (y) (x)", "sum by (y) (x)"),
        ("x{a=$b, $c!='d'} @ $t", "x{a=\"v\", v!='d'} @ 1"),
        ("x{$a $b}", 'x{v0="v", v1="v"}'),
        ("x[$a:$b]", "x[5m:5m]"),
        ("a + fill($x) b", "a + fill(1) b"),
    ],
)
def test_a_variable_becomes_what_can_stand_there(text: str, expected: str) -> None:
    parsed = parse(text)
    assert parsed.tree is not None
    assert substitute(text, parsed.tree, parsed.kinds) == expected


@pytest.mark.parametrize(
    "text", ["rate(x[5m])", "sum by ($a) (x) > $b", "histogram_quantile(0.9, sum by (le) (rate(y[$i])))"]
)
def test_both_parsers_accept_good_queries(text: str) -> None:
    verdict = second_verdict(parse(text))
    assert (verdict.accepted, verdict.agrees) == (True, True)


@pytest.mark.parametrize("text", ["rate(x", "rate(x)", "foo bar", "sum by x (y)"])
def test_both_parsers_refuse_bad_queries(text: str) -> None:
    verdict = second_verdict(parse(text))
    assert (verdict.accepted, verdict.agrees) == (False, True)
    assert verdict.message


@pytest.mark.parametrize(
    "text",
    [
        "foo[1m + 1m]",
        "foo smoothed",
        "a </ b",
        "foo offset 0s",
        "foo{a=~`\\d+`}",
        "sum by (anchored) (x)",
        'x{a=~"\\\\Qa\\\\E"}',
    ],
)
def test_what_the_library_does_not_know_yet_is_no_disagreement(text: str) -> None:
    verdict = second_verdict(parse(text))
    assert (verdict.accepted, verdict.agrees) == (False, True)
    assert verdict.gap is not None


@pytest.mark.parametrize("text", ['x{a="b" or c="d"}', "foo[1000y]", 'x{a=~"a{1001}"}', "info(a, b)", "1e999"])
def test_what_the_library_wrongly_accepts_is_no_disagreement(text: str) -> None:
    verdict = second_verdict(parse(text))
    assert (verdict.accepted, verdict.agrees) == (True, True)
    assert verdict.gap is not None


@pytest.mark.parametrize("text", ["(" * 10_000, "+".join(["foo"] * 5_000), "-" * 10_000 + "a", "$x["])
def test_what_could_crash_it_or_has_no_meaning_to_it_is_not_asked(text: str) -> None:
    verdict = second_verdict(parse(text))
    assert (verdict.accepted, verdict.agrees) == (None, True)


def test_the_largest_chain_is_still_asked() -> None:
    assert second_verdict(parse("+".join(["foo"] * 400))).accepted is True
