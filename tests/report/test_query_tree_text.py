"""A newcomer can read from the drawing what a query returns, and where its labels get lost."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter
from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.world import World, world_of
from glimpse_gitops.report.query_tree import query_tree
from glimpse_gitops.report.query_tree_text import render, render_faults

WORLD = world_of(
    Catalogue(
        [Counter("requests_total", "", labels=[Label[str]("route", at_most=60), Label("code", ("200", "500"))])],
        target_labels=[Label[str]("job", at_most=3)],
        scrape_interval="15s",
    )
)


def drawn(text: str, world: World = WORLD, width: int = 100) -> str:
    return render(query_tree(analyse(parse(text), world)), width=width)


def test_a_query_is_drawn_with_numbers_labels_and_reasons() -> None:
    assert drawn('sum by (job) (rate(requests_total{code="500"}[5m])) / 100 > 5') == (
        "                                            series  reads  holds  values\n"
        "… > 5                                          ≤ 3  3,600  ≤ 200  ≥ 5\n"
        "└─ … / 100                                     ≤ 3  3,600  ≤ 200  ≥ 0\n"
        "   └─ sum by (job) (…)                         ≤ 3  3,600  ≤ 200  ≥ 0\n"
        "      │  labels: job\n"
        '      │  not kept: code, route ("by" does not keep them)\n'
        "      └─ rate(…)                             ≤ 180  3,600  ≤ 200  ≥ 0\n"
        '         └─ requests_total{code="500"}[5m]   ≤ 180  3,600   ≤ 20  ≥ 0\n'
        "               labels: code, job, route\n"
        "\n"
        "The result has up to 3 series at one time.\n"
        "One evaluation reads about 3,600 samples and holds up to 200 at once.\n"
    )


def test_operands_hang_on_their_own_branches() -> None:
    lines = drawn("(rate(a[5m]) + b) and c").splitlines()
    assert [line[:14].rstrip() for line in lines if "─" in line] == [
        "├─ … + …",
        "│  ├─ rate(…)",
        "│  │  └─ a[5m]",
        "│  └─ b",
        "└─ c",
    ]


def test_an_expected_number_well_below_the_bound_is_told() -> None:
    text = 'sum by (job, route, code) (rate(requests_total{route=~"/users/.*"}[5m]))'
    assert "≤ 360 (~ 228)" in drawn(text).splitlines()[1]


def test_series_that_change_with_time_are_told() -> None:
    assert "Which ones changes with time: a graph can show up to 360." in drawn("topk(5, requests_total)")


@pytest.mark.parametrize(("text", "said"), [("1 + 2", "one number"), ('"a"', "one text"), ("$query", "any number of")])
def test_what_is_no_vector_is_told_as_what_it_is(text: str, said: str) -> None:
    assert said in drawn(text)


@pytest.mark.parametrize("width", [70, 80, 100])
def test_the_drawing_keeps_to_the_width_of_the_terminal(width: int) -> None:
    text = 'sum by (job, route, code) (rate(requests_total{code="500", route=~"/users/.*|/items/.*|/payments/.*"}[5m]))'
    assert max(map(len, drawn(text, width=width).splitlines())) <= width


def test_a_long_chain_is_drawn_without_recursion() -> None:
    assert drawn(" + ".join(["requests_total"] * 900)).count("requests_total") == 900


def test_every_fault_is_shown_with_carets_and_a_suggestion() -> None:
    text = "sum(rat(up[5m]))"
    assert render_faults(text, parse(text).faults) == (
        'error: unknown function "rat"; did you mean "rate"?\n  | sum(rat(up[5m]))\n  |     ^^^\n'
    )


def test_the_caret_is_on_the_right_line_of_a_long_expression() -> None:
    text = "sum by (job) (\n  up ++\n)"
    assert "  | )\n  | ^\n" in render_faults(text, parse(text).faults)
