"""Types and numbers of arguments."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.fault import FaultKind
from glimpse_gitops.promql.parser import parse


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "rate(foo)",
            'expected a range vector as argument 1 of "rate", found an instant vector; add a range such as [5m]',
        ),
        (
            "sum(foo[5m])",
            'expected an instant vector as the operand of "sum", found a range vector; '
            "a function such as rate() makes an instant vector of it",
        ),
        ("rate(foo[5m], 1)", '"rate" takes 1 argument, found 2'),
        ("round()", '"round" takes 1 to 2 arguments, found 0'),
        ("label_join(x)", '"label_join" takes 3 or more arguments, found 1'),
        ("topk(foo)", '"topk" takes a parameter and an operand, found 1 argument'),
        ("sum(1, foo)", '"sum" takes its operand, found 2 arguments'),
        (
            "topk(foo, foo)",
            'expected a scalar as the parameter of "topk", found an instant vector; scalar() makes a scalar of it',
        ),
        ("count_values(5, foo)", 'expected a string as the parameter of "count_values", found a scalar'),
        ("foo[5m] + 1", 'expected a scalar or an instant vector beside "+", found a range vector'),
        ("foo + 'a'", 'expected a scalar or an instant vector beside "+", found a string'),
        (
            "foo == 'a'",
            'expected a scalar or an instant vector beside "==", found a string; '
            'samples are numbers, and texts are in labels: select with a matcher, {label="value"}',
        ),
        ("-foo[5m]", '"-" is only allowed before a scalar or an instant vector, found a range vector'),
        ("1 > 2", 'comparing two scalars needs "bool", as in > bool'),
        ("foo + bool bar", '"bool" is only allowed on comparisons, not on "+"'),
        ("foo and 1", '"and" is only allowed between instant vectors, found a scalar'),
        ("foo + on (x) 1", '"on" is only allowed between instant vectors'),
        ("1 + fill(0) foo", '"fill" is only allowed between instant vectors'),
        ("foo and on (x) group_left bar", '"group_left" is not allowed with "and"'),
        (
            "1[5m:]",
            "expected an instant vector before a subquery, found a scalar; vector() makes an instant vector of it",
        ),
        ("{}", 'a selector needs a metric name or a matcher that does not match "", such as job="api"'),
        ('{job=~".*"}', 'a selector needs a metric name or a matcher that does not match "", such as job="api"'),
        ('foo{__name__="bar"}', 'the metric name is set twice: "foo" stands before the braces'),
        ("info(a, b)", 'expected label matchers in braces as argument 2 of "info"'),
    ],
)
def test_a_wrong_type_or_number_of_arguments_is_a_fault(text: str, message: str) -> None:
    parsed = parse(text)
    assert [(fault.kind, fault.message) for fault in parsed.faults] == [(FaultKind.TYPE, message)]


def test_the_fault_lies_at_the_argument() -> None:
    assert parse("sum(rate(foo)) + 1").faults[0].span == (9, 12)


@pytest.mark.parametrize(
    "text", ["rate($x)", "topk($x, foo)", "$x and foo", "$x > 1", "sum($x)", "$x[5m:]", "${f}(x, y[5m], 's')"]
)
def test_a_variable_fits_everywhere(text: str) -> None:
    assert parse(text).faults == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("foo", "v"),
        ("foo[5m]", "m"),
        ("time() + 1", "s"),
        ("'a'", "t"),
        ("$x", "?"),
        ("foo * 2", "v"),
        ("2 > bool 1", "s"),
    ],
)
def test_the_kind_of_an_expression_is_known(text: str, kind: str) -> None:
    parsed = parse(text)
    assert parsed.tree is not None
    assert parsed.kinds[parsed.tree] == kind
