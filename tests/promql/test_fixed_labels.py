"""Which values of labels an expression asks for and keeps."""

import pytest

from glimpse_gitops.promql.fixed_labels import fixed_values
from glimpse_gitops.promql.parser import parse


@pytest.mark.parametrize(
    ("expr", "values"),
    [
        ('x{a="1"}', {"a": "1"}),
        ('x{a=~"1|2",b!="3",c=~"4.*",d="$d"}', {"a": "1|2"}),
        ('x{a=~"1|2",a="2"}', {"a": "2"}),
        ('x{a=""}', {"a": ""}),
        ('rate(x{a="1"}[5m])', {"a": "1"}),
        ('max_over_time((x{a="1"} > 5)[1h:])', {"a": "1"}),
        ('-(100 * x{a="1"} / 2)', {"a": "1"}),
        ('sum by (a) (x{a="1",b="2"})', {"a": "1"}),
        ('sum without (a) (x{a="1",b="2"})', {"b": "2"}),
        ('sum(x{a="1"})', {}),
        ('topk(3, x{a="1"})', {"a": "1"}),
        ('count_values("a", x{a="1"})', {}),
        ('label_replace(x{a="1",b="2"}, "a", "$1", "c", "(.*)")', {"b": "2"}),
        ('x{a="1"} and y{a="2"}', {"a": "1"}),
        ('x{a="1"} or y{a="1"}', {}),
        ('x{a="1"} * y', {}),
        ('absent(x{a="1"})', {}),
        ('histogram_quantile(0.9, x{a="1"})', {}),
        ('{__name__="x"}', {}),
        (" and ".join(['x{a="1"}'] * 150), {}),
    ],
)
def test_what_the_matchers_let_through_stays_as_long_as_the_label_does(expr: str, values: dict[str, str]) -> None:
    tree = parse(expr).tree
    assert tree is not None
    assert {label: "|".join(sorted(found)) for label, found in fixed_values(tree).items()} == values
