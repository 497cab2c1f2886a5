"""The PromQL inside the queries of variables, and where it starts."""

from __future__ import annotations

import pytest

from glimpse_gitops.lint.variable_query import parse_variable_query


@pytest.mark.parametrize(
    ("text", "expr", "label"),
    [
        ("label_values(up, job)", "up", "job"),
        ('label_values(up{job=~"$job", a="b,c"}, instance)', 'up{job=~"$job", a="b,c"}', "instance"),
        ("label_values( up , job ) ", "up", "job"),
        ("label_values(job)", "", "job"),
        ('label_values(up, "service.name")', "up", "service.name"),
        ("label_values(label_${label})", "", "label_${label}"),
        ("label_values(up, $label)", "up", "$label"),
        ("label_values(up, [[label]])", "up", "[[label]]"),
        ("label_values(up, ${label})", "up", "${label}"),
        ('label_values(up{"@k8s.pod"=~"$pod"}, @k8s.node.name)', 'up{"@k8s.pod"=~"$pod"}', "@k8s.node.name"),
        ("query_result(topk(3, up))", "topk(3, up)", ""),
        ('up{job="a"}', 'up{job="a"}', ""),
        ("label_values(up, job", "label_values(up, job", ""),
    ],
)
def test_the_expression_is_found_with_its_place(text: str, expr: str, label: str) -> None:
    query = parse_variable_query(text)
    assert query is not None
    assert (query.expr, query.label) == (expr, label)
    assert text[query.offset :].startswith(expr)


@pytest.mark.parametrize(
    "text", ["label_values(, job)", "label_values(up, )", "label_values(up, a b)", "label_values( )"]
)
def test_what_is_no_list_of_values_is_taken_as_promql(text: str) -> None:
    query = parse_variable_query(text)
    assert query is not None
    assert (query.expr, query.offset, query.label) == (text, 0, "")


@pytest.mark.parametrize("text", ["metrics(http_.*)", "label_names()", "label_names(up)", "", "  "])
def test_queries_without_an_expression_have_none(text: str) -> None:
    assert parse_variable_query(text) is None
