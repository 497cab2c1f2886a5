"""What `parse` accepts, refuses and says about it."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.fault import FaultKind
from glimpse_gitops.promql.limits import MAX_CHARACTERS, MAX_DEPTH
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.tree import (
    Aggregation,
    At,
    Binary,
    Call,
    Expression,
    Labels,
    Matcher,
    Name,
    Node,
    Number,
    Offset,
    Paren,
    Selector,
    Subquery,
    Unary,
    Window,
)


def tree(text: str) -> Expression:
    parsed = parse(text)
    assert parsed.tree is not None, parsed.faults
    return parsed.tree


def shape(node: Expression) -> str:
    """The tree with every operation in parentheses."""
    match node:
        case Binary():
            return f"({shape(node.left)} {node.op.value} {shape(node.right)})"
        case Unary():
            return f"({node.op.value}{shape(node.expression)})"
        case Paren():
            return shape(node.expression)
        case Number():
            return node.text
        case Selector() if node.name is not None:
            return node.name.value
        case _:
            return type(node).__name__


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"),
        ("-2 ^ 2", "(-(2 ^ 2))"),
        ("-a * b", "((-a) * b)"),
        ("2 ^ -3 * 4", "((2 ^ (-3)) * 4)"),
        ("- + -a", "(-(+(-a)))"),
        ("a or b and c unless d", "(a or ((b and c) unless d))"),
        ("a + b > c * d", "((a + b) > (c * d))"),
        ("(a + b) * c", "((a + b) * c)"),
        ("a atan2 b ^ c", "(a atan2 (b ^ c))"),
        ("a </ b + c", "(a </ (b + c))"),
        ("sum and by", "(sum and by)"),
        ("offset offset 5m", "offset"),
        ("1h30m + inf", "(1h30m + inf)"),
    ],
)
def test_operators_bind_as_in_prometheus(text: str, expected: str) -> None:
    assert shape(tree(text)) == expected


def test_every_part_knows_its_place() -> None:
    text = (
        'sum by (job, route) (rate(app:x{job=~"a|b", y!="z"}[5m:1m] offset -2m))'
        " / on (job) group_left (team) up @ end()"
    )
    node = tree(text)
    assert isinstance(node, Binary)
    assert node.matching is not None
    assert node.grouping is not None
    assert isinstance(node.left, Aggregation)
    assert node.left.grouping is not None
    call = node.left.expression
    assert isinstance(call, Call)
    subquery = call.arguments[0]
    assert isinstance(subquery, Subquery)
    selector = subquery.expression
    assert isinstance(selector, Selector)
    assert subquery.offset is not None
    assert subquery.window.step is not None
    right = node.right
    assert isinstance(right, Selector)
    assert right.at is not None
    parts: dict[str, Node | Name | Labels | Window | Offset | At | Matcher | None] = {
        "/": node.op,
        "on (job)": node.matching,
        "group_left (team)": node.grouping,
        "team": node.grouping.labels[0],
        "sum": node.left.op,
        "by (job, route)": node.left.grouping,
        "route": node.left.grouping.labels[1],
        "rate": call.function,
        'app:x{job=~"a|b", y!="z"}': selector,
        'y!="z"': selector.matchers[1],
        "=~": selector.matchers[0].op,
        '"a|b"': selector.matchers[0].value,
        "[5m:1m]": subquery.window,
        "1m": subquery.window.step,
        "offset -2m": subquery.offset,
        "@ end()": right.at,
        text: node,
    }
    for expected, part in parts.items():
        assert part is not None
        assert text[part.start : part.end] == expected


@pytest.mark.parametrize(
    "text",
    [
        "$metric",
        "$metric[5m]",
        "${app}_requests_total{job=~'$job', $filters}",
        "{$filters}",
        "x{$first $second}",
        "x{$label='y', ${other}!~'z'}",
        "rate(x[$__rate_interval])",
        "rate(x[${n}m:$__interval])",
        "histogram_quantile(0.$percentile, x) > 1.5$digits",
        "x offset $shift",
        "x offset -$shift",
        "sum by ($label, ${others:csv}) (x)",
        "$agg by (job) (x)",
        "${function:raw}(x[5m])",
        "topk($n, x)",
        "topk([[n]], x > $threshold)",
        "x * on ($label) group_left ([[extra]]) y",
        "x{a=$value}",
        "x @ $time",
        "prefix_${a}_middle_[[b]]:suffix",
        "histogram_quantile($q, x)",
        "1 - $a / ($b * 100)",
    ],
)
def test_a_grafana_variable_may_stand_for_any_part(text: str) -> None:
    assert parse(text).faults == ()


def test_a_variable_is_a_fault_where_prometheus_reads_the_text_itself() -> None:
    parsed = parse("x > $limit", variables=False)
    assert [(fault.message, fault.span) for fault in parsed.faults] == [
        ('unexpected "$limit": a Grafana variable has no meaning here', (4, 10))
    ]


@pytest.mark.parametrize(
    "text",
    [
        'foo{"a.b"="c", "d"!~"e"}',
        '{"http.requests"}',
        'sum by ("a.b") (x)',
        "foo[5m] anchored",
        "foo smoothed",
        "foo[4s + 4s]",
        "foo[step() * 2]",
        "foo[max_of(step(), 5m)] offset (5)",
        "a + fill(0) b",
        "a + on (x) fill_left(1) fill_right(-2) b",
        "info(x, {k8s_cluster_name='a'})",
        "histogram_quantiles(x, 'q', 0.5, 0.9, 0.99)",
        "# why\nfoo # because\n",
        "1_000_000 + 0xFF + 0755 + 1e3 + .5 + 5.",
        "foo[300]",
        "'it\\'s' ",
        "SUM(foo) BY (job)",
        "label_replace(x, 'a', `\\d$1`, 'b', '(.*)')",
        "foo and on () bar",
        "sum by () (x)",
        "sum by (job,) (x{a='b',})",
        "step + range",
    ],
)
def test_prometheus_syntax_is_accepted(text: str) -> None:
    assert parse(text, variables=False).faults == ()


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("", "the expression is empty", (0, 0)),
        ("foo)", 'expected an operator or the end of the expression, found ")"', (3, 4)),
        ("foo bar", 'expected an operator or the end of the expression, found "bar"', (4, 7)),
        ("(foo", 'expected ")" to close the "(" at column 1, found the end of the expression', (4, 4)),
        ("foo +", "expected an expression, found the end of the expression", (5, 5)),
        ("foo[5m", 'expected "]" to close the "[" at column 4, found the end of the expression', (6, 6)),
        ("foo[abc]", 'expected a duration such as 5m, found "abc"', (4, 7)),
        ("foo[0s]", "a range or step must be greater than 0", (4, 6)),
        (
            "foo[5m] offset 1m[2m]",
            "a range is only allowed behind a selector; a subquery needs a colon, as in [5m:]",
            (17, 21),
        ),
        ("foo offset 5m offset 5m", '"offset" may be set only once', (0, 23)),
        ("sum(foo) offset 5m", '"offset" must follow a selector or a subquery', (0, 18)),
        ("foo @ x", 'expected a timestamp in seconds, "start()" or "end()", found "x"', (6, 7)),
        ("foo{a}", 'expected one of = != =~ !~ after the label "a", found "}"', (5, 6)),
        ("foo{a=b}", 'expected a string in quotes, found "b"', (6, 7)),
        ('foo{a="b" c="d"}', 'expected "," or "}", found "c"', (10, 11)),
        ('"abc', 'unterminated string: no closing "', (0, 4)),
        (r'"a\q"', 'unknown escape sequence "\\q" in a string', (2, 4)),
        ("1s5", 'bad number or duration "1s5"', (0, 3)),
        ("a ~ b", 'unexpected character "~"', (2, 3)),
        ("a + group_left b", 'expected "on" or "ignoring" before "group_left", found "group_left"', (4, 14)),
        (
            "a + on (x) group_left (x) b",
            'the label "x" must not be in "on" and "group_left" at once',
            (2, 25),
        ),
        ("rate(foo[5m],)", 'expected an argument after ",", found ")"', (12, 13)),
        (
            "sum(rate(foo[5m]) by (job))",
            'expected an operator, "," or ")", found "by"; it belongs beside the parentheses of its aggregation',
            (18, 20),
        ),
    ],
)
def test_a_fault_says_what_was_expected_and_what_was_found(text: str, message: str, span: tuple[int, int]) -> None:
    parsed = parse(text)
    assert parsed.tree is None
    assert (parsed.faults[0].message, parsed.faults[0].span) == (message, span)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("av_over_time(x[5m])", "avg_over_time"),
        ("Rate(x[5m])", "rate"),
        ("smu by (job) (x)", "sum"),
        ("histogram_quantil(0.9, x)", "histogram_quantile"),
        ("holt_winters(x[5m], 0.5, 0.5)", "double_exponential_smoothing"),
    ],
)
def test_a_misspelt_function_gets_a_suggestion(text: str, suggestion: str) -> None:
    fault = parse(text).faults[0]
    assert (fault.kind, fault.suggestion) == (FaultKind.FUNCTION, suggestion)


def test_several_faults_of_one_expression_are_reported() -> None:
    parsed = parse('sum(rte(foo[5m])) + bar{a b="c"} + max(x[)')
    assert [fault.span.start for fault in parsed.faults] == [4, 26, 41]


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000 + "a" + ")" * 10_000, "+".join(["foo"] * 5_000), "-" * 10_000 + "a", "a" * (MAX_CHARACTERS + 1)],
)
def test_a_huge_or_deep_expression_is_refused(text: str) -> None:
    (fault,) = parse(text).faults
    assert fault.kind is FaultKind.LIMIT


def test_nesting_is_allowed_up_to_the_limit() -> None:
    assert parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH).tree is not None
    (fault,) = parse("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1)).faults
    assert fault.kind is FaultKind.LIMIT


def test_text_that_is_no_utf8_is_refused() -> None:
    (fault,) = parse('a{b="\udcff"}').faults
    assert fault.message == "the expression is not valid UTF-8 here"
