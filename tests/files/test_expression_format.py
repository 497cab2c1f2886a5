"""`fmt` changes the bytes of expressions and nothing else, and leaves what it cannot prove."""

from __future__ import annotations

import re
from random import Random

import pytest
import yaml

from glimpse_gitops.files.expression_format import FormattedFile, format_rule_file
from glimpse_gitops.promql.canonical import same
from glimpse_gitops.promql.parser import parse

from ..promql.generator import Generator

HEAD = "# Rules of the shop.\ngroups:\n- name: a   # keep\n  rules:\n"
LONG = (
    'sum by (job, instance) (rate(requests_total{code=~"5.."}[5m])) / sum by (job, instance) (rate(requests_total[5m]))'
)


def rule(expr: str) -> str:
    """A rule file whose one expression is written like this."""
    return f"{HEAD}  - record: x   # odd  blanks\n    expr: {expr}\n    labels: {{a:   'b'}}\n"


def formatted(expr: str, width: int = 100) -> str:
    """The expression as it is written after formatting, when everything around it stayed."""
    before, done = rule(expr), format_rule_file(rule(expr), width)
    start, end = before.partition(expr)[::2]
    assert done.text.startswith(start)
    assert done.text.endswith(end)
    assert format_rule_file(done.text, width).text == done.text
    old, new = (parse(yaml.safe_load(text)["groups"][0]["rules"][0]["expr"]).tree for text in (before, done.text))
    assert old is not None
    assert new is not None
    assert same(old, new)
    return done.text[len(start) : len(done.text) - len(end)]


@pytest.mark.parametrize("seed", range(12))
def test_any_expression_in_any_style_stays_the_same_query(seed: int) -> None:
    random = Random(seed)
    generator = Generator(random)
    for expr in (generator.vector(3) for _ in range(8)):
        if parse(expr).tree is None:
            continue
        quoted = "'" + expr.replace("'", "''") + "'"
        lines = re.sub(r" (and|or|unless|[-+*/<>]) ", r"  # why\n          \1 ", expr)
        for written in (quoted, f"|-\n        {lines}", f"|\n        {expr}\n"):
            formatted(written, random.choice((40, 60, 100)))


def reasons(done: FormattedFile) -> list[str]:
    return [left.reason for left in done.left]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sum(x)by(job)", "sum by (job) (x)"),
        ("sum(x)by(job)  # why", "sum by (job) (x)  # why"),
        ("'sum(x{a=''b''})by(job)'", "'sum by (job) (x{a=''b''})'"),
        ('"sum(x{a=~\\"\\\\\\\\d\\"})by(job)"', '"sum by (job) (x{a=~\\"\\\\\\\\d\\"})"'),
        ("x", "x"),
        ("'x'", "'x'"),
        ("x{name='값'}>  0", "x{name='값'} > 0"),
    ],
)
def test_a_scalar_on_one_line_keeps_its_style(before: str, after: str) -> None:
    assert formatted(before) == after


@pytest.mark.parametrize("header", ["|", "|-", "|+", "|  # why"])
def test_a_block_keeps_its_header_its_indentation_and_the_lines_behind_it(header: str) -> None:
    before = f"{header}\n          sum( x )\n            by (job)\n\n"
    assert formatted(before) == f"{header}\n          sum by (job) (x)\n\n"


def test_comments_inside_an_expression_are_kept() -> None:
    before = "|\n      # how many\n      sum(x)by(job)   # all\n      / 2"
    assert formatted(before) == "|\n      # how many\n      sum by (job) (x)  # all\n      / 2"


def test_a_line_that_is_too_long_becomes_a_block() -> None:
    lines = LONG.replace(" / ", "\n      / ")
    assert formatted(LONG) == f"|-\n      {lines}"
    assert formatted(f"'{LONG}'") == f"|-\n      {lines}"


def test_a_comment_behind_a_line_that_becomes_a_block_stays_on_it() -> None:
    text = rule(f"{LONG}  # why")
    assert "    expr: |-  # why\n      sum by" in format_rule_file(text, 100).text


def test_windows_line_ends_stay() -> None:
    text = rule(LONG).replace("\n", "\r\n")
    done = format_rule_file(text, 100).text
    assert done.count("\r\n") == done.count("\n") == text.count("\n") + 2


def test_a_file_without_a_line_end_gets_none() -> None:
    text = f"{HEAD}  - record: x\n    expr: {LONG}"
    assert format_rule_file(text, 100).text.endswith("(rate(requests_total[5m]))")


@pytest.mark.parametrize(
    ("expr", "reason"),
    [
        (">\n      sum( x )", "folded scalar"),
        (">-\n      sum( x )", "folded scalar"),
        ("sum(\n      x )", "folded over several lines"),
        ("'sum(\n      x )'", "folded over several lines"),
        ("|2\n      sum( x )", "given by a number"),
        ("&a sum( x )", "anchor"),
        ("!!str sum( x )", "anchor or a tag"),
        ("\n      sum( x )", "line of its key"),
    ],
)
def test_what_cannot_be_edited_safely_is_left_and_named(expr: str, reason: str) -> None:
    done = format_rule_file(rule(expr), 100)
    assert done.text == rule(expr)
    assert reason in done.left[0].reason
    assert not done.left[0].is_fault
    assert done.left[0].line in (6, 7)


def test_flow_style_is_left() -> None:
    text = HEAD + "  - {record: x, expr: sum( x )}\n"
    assert reasons(format_rule_file(text, 100)) == ["it stands in flow style ({…})"]


def test_an_alias_is_left_as_it_is() -> None:
    text = f"{HEAD}  - {{record: x, expr: &a up}}\n  - record: y\n    expr: *a\n  - record: z\n    expr: sum( x )\n"
    done = format_rule_file(text, 100)
    assert (done.changed, done.left) == (1, ())
    assert done.text == text.replace("sum( x )", "sum(x)")


def test_what_is_formatted_already_is_no_matter_however_it_is_written() -> None:
    assert format_rule_file(rule(">-\n      sum(x)"), 100).left == ()


def test_odd_line_breaks_make_a_file_untouchable() -> None:
    done = format_rule_file(rule("sum( x )") + "# \u2028\n", 100)
    assert done.changed == 0
    assert "counts in its own way" in reasons(done)[0]


def test_an_invalid_expression_is_a_fault_and_the_others_are_formatted() -> None:
    text = f"{rule('sum( x')}  - record: y\n    expr: sum( y )\n"
    done = format_rule_file(text, 100)
    assert [(left.line, left.is_fault) for left in done.left] == [(6, True)]
    assert "expr: sum(y)\n" in done.text


def test_a_file_that_is_no_yaml_is_a_fault() -> None:
    done = format_rule_file("groups: [\n", 100)
    assert done.left[0].is_fault
    assert done.text == "groups: [\n"


def test_rules_are_found_in_resources_lists_and_several_documents() -> None:
    inner = "groups: [{name: a, rules: []}]\n---\nkind: List\nitems:\n- kind: PrometheusRule\n  spec:\n    groups:\n"
    text = inner + "    - name: a\n      rules:\n      - alert: X\n        expr: sum( x )\n---\nexpr: sum( no rule )\n"
    assert format_rule_file(text, 100).text == text.replace("sum( x )", "sum(x)")
