"""Printing: one line, several lines, comments."""

from __future__ import annotations

from random import Random

import pytest

from glimpse_gitops.promql.canonical import canonical_hash
from glimpse_gitops.promql.layout import format_expression
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.printer import print_expression
from glimpse_gitops.promql.tree import Expression

from .generator import Generator


def printed(text: str) -> str:
    parsed = parse(text)
    assert parsed.tree is not None, parsed.faults
    return print_expression(parsed.tree)


def formatted(text: str, width: int = 100) -> str:
    return format_expression(parse(text), width)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum( rate(x[5m]) )BY(job)", "sum by (job) (rate(x[5m]))"),
        ("topk(3,x)  without ( a,b )", "topk without (a, b) (3, x)"),
        ("a+ON(x)GROUP_LEFT   b", "a + on (x) group_left b"),
        ("a+ON(x)GROUP_LEFT()(b)", "a + on (x) group_left () (b)"),
        ("a>BOOL b", "a > bool b"),
        ("x{a=\"b\",c=~'d',}", "x{a=\"b\", c=~'d'}"),
        ("x{}", "x"),
        ("x[1h30m]@1e3 offset 05m", "x[1h30m] offset 05m @ 1e3"),
        ("x[5m:]offset -$a", "x[5m:] offset -$a"),
        ("1_000+0xFF", "1_000 + 0xFF"),
        ("- ( a )", "-(a)"),
        ("${a}_b{$c}[$__rate_interval]", "${a}_b{$c}[$__rate_interval]"),
        ("a+fill_left( -1 )fill_right(2)b", "a + fill_left(-1) fill_right(2) b"),
        ("x[step ( )*2] anchored", "x[step() * 2] anchored"),
        ('{"a b", "c d"="e"}', '{"a b", "c d"="e"}'),
    ],
)
def test_one_line_keeps_the_spelling_of_literals(text: str, expected: str) -> None:
    assert printed(text) == expected


def test_a_long_expression_is_broken_at_its_brackets_and_operators() -> None:
    text = 'sum by (job, route) (rate(requests_total{job="api", code=~"5.."}[5m])) / on (job) group_left sum(x) > 0.05'
    assert formatted(text, 50) == (
        "sum by (job, route) (\n"
        '  rate(requests_total{job="api", code=~"5.."}[5m])\n'
        ")\n"
        "/ on (job) group_left sum(x)\n"
        "> 0.05"
    )


def test_comments_stay_with_what_they_speak_of() -> None:
    text = (
        "# the share of errors\n"
        "sum(rate(errors[5m])) # of all\n"
        "/\n"
        "# everything\n"
        'sum(rate(requests{job="api", # only this\n'
        '  code!="404"}[5m]))\n'
        "# end"
    )
    assert formatted(text) == (
        "# the share of errors\n"
        "sum(rate(errors[5m]))  # of all\n"
        "/\n"
        "# everything\n"
        "sum(\n"
        "  rate(\n"
        "    requests{\n"
        '      job="api",  # only this\n'
        '      code!="404"\n'
        "    }[5m]\n"
        "  )\n"
        ")\n"
        "# end"
    )


def test_an_expression_with_faults_has_no_layout() -> None:
    with pytest.raises(ValueError, match="faults"):
        formatted("sum(")


def test_long_chains_and_deep_nesting_are_laid_out_without_recursion() -> None:
    chain = " + ".join(["metric_name"] * 900)
    assert formatted(chain).count("\n+ metric_name") == 899
    assert formatted("^".join(["2"] * 900)).count("\n^ 2") == 899
    nested = "abs(" * 150 + "x" + ")" * 150
    assert parse(formatted(nested, 20)).tree is not None


def test_printing_and_parsing_again_gives_the_same_tree() -> None:
    random = Random(7)
    for _ in range(300):
        text = Generator(random).vector(4)
        tree = parse(text).tree
        assert tree is not None
        for width in (20, 60, 100):
            again = formatted(text, width)
            parsed = parse(again)
            assert parsed.tree is not None, (text, again, parsed.faults)
            assert canonical_hash(parsed.tree) == canonical_hash(tree)
            assert print_expression(parsed.tree) == print_expression(tree)
            assert format_expression(parsed, width) == again


def test_no_comment_is_ever_lost() -> None:
    random = Random(8)
    for _ in range(300):
        words = print_expression(_tree(Generator(random).vector(3))).split(" ")
        text, count = "", 0
        for word in words:
            text += word + " "
            if '"' not in word and random.random() < 0.3:
                count += 1
                text += random.choice(("# note\n", "\n# note\n"))
        parsed = parse(text)
        if parsed.tree is None:
            continue
        again = format_expression(parsed, random.choice((30, 100)))
        assert again.count("# note") == len(parsed.comments) == count, (text, again)
        assert print_expression(_tree(again)) == print_expression(parsed.tree)
        assert format_expression(parse(again), 30).count("# note") == count


def _tree(text: str) -> Expression:
    tree = parse(text).tree
    assert tree is not None
    return tree
