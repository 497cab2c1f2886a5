"""What is known of recorded metrics."""

from __future__ import annotations

from typing import Any

from glimpse_gitops.model.catalogue import Catalogue
from glimpse_gitops.model.label import Label
from glimpse_gitops.model.metric import Counter
from glimpse_gitops.promql.analysis import analyse
from glimpse_gitops.promql.parser import parse
from glimpse_gitops.promql.recorded import Recording, with_recorded
from glimpse_gitops.promql.world import World, world_of

WORLD = world_of(
    Catalogue(
        (Counter("requests_total", "", labels=(Label("code", ("200", "500")), Label[Any]("route", at_most=60))),),
        target_labels=(Label("job", ("api", "web")),),
    )
)


def recording(name: str, expression: str, **labels: str) -> Recording:
    return Recording(name, parse(expression), labels)


def size(world: World, text: str) -> float:
    return analyse(parse(text), world).count.series


def test_a_recorded_metric_has_the_labels_and_the_size_of_its_expression() -> None:
    world = with_recorded(WORLD, [recording("job:requests:rate5m", "sum by (job) (rate(requests_total[5m]))")])
    analysis = analyse(parse("job:requests:rate5m"), world)
    assert analysis.flow is not None
    assert analysis.flow.must == {"__name__", "job"}
    assert analysis.count.series == 2
    assert analysis.value.low == 0


def test_rules_are_worked_through_in_the_order_of_their_dependencies() -> None:
    rules = [
        recording("c", "sum(b)"),
        recording("b", "sum by (job) (a)"),
        recording("a", "sum by (job, code) (requests_total)"),
    ]
    world = with_recorded(WORLD, rules)
    assert [size(world, name) for name in "abc"] == [4, 2, 1]


def test_labels_of_the_rule_replace_those_of_the_expression() -> None:
    world = with_recorded(WORLD, [recording("a", "sum by (job, code) (requests_total)", team="shop", code="")])
    flow = analyse(parse("a"), world).flow
    assert flow is not None
    assert flow.must == {"__name__", "job", "team"}
    assert flow.may == flow.must


def test_two_rules_that_record_one_metric_make_all_their_series() -> None:
    rules = [
        recording("a", "sum(requests_total)", kind="all"),
        recording("a", "sum by (job) (requests_total)", kind="job"),
    ]
    world = with_recorded(WORLD, rules)
    assert size(world, "a") == 3
    assert size(world, "count by (kind) (a)") == 2
    assert size(world, 'a{kind="none"}') == 0


def test_a_label_that_two_rules_set_to_one_value_has_one() -> None:
    rules = [recording("a", "sum(requests_total)", slo=slo, window="5m") for slo in ("availability", "latency")]
    world = with_recorded(WORLD, rules)
    assert size(world, "count by (window) (a)") == 1
    assert size(world, "count by (slo) (a)") == 2
    assert size(world, 'sum without (window) (a{slo="latency"})') == 1


def test_a_circle_and_a_faulty_rule_leave_the_world_open() -> None:
    rules = [recording("a", "b"), recording("b", "a"), recording("c", "sum(a)"), recording("d", "sum(")]
    world = with_recorded(WORLD, rules)
    assert {"a", "b", "d"}.isdisjoint(world.known)
    assert size(world, "c") == 1


def test_what_topk_records_can_be_any_of_its_series_over_time() -> None:
    world = with_recorded(WORLD, [recording("a", "topk(3, sum by (route) (requests_total))")])
    assert size(world, "a") == 60


def test_a_declared_metric_keeps_its_declaration() -> None:
    world = with_recorded(WORLD, [recording("requests_total", "vector(1)")])
    assert size(world, "requests_total") == 240


def test_whoever_leads_through_a_circle_is_open_and_what_reads_it_is_not_lost() -> None:
    rules = [recording("a", "b"), recording("b", "c + a"), recording("c", "b"), recording("d", "sum by (job) (c)")]
    known = with_recorded(WORLD, rules).known
    assert {"a", "b", "c"}.isdisjoint(known)
    assert known["d"].labels == {"__name__", "job"}


def test_a_row_of_thousands_of_rules_is_worked_through() -> None:
    rules = [recording(f"a{number}", f"a{number - 1}" if number else "requests_total") for number in range(20_000)]
    assert size(with_recorded(WORLD, rules), "a19999") == 240


def test_thousands_of_circles_are_left_open() -> None:
    rules = [recording(f"a{number}", f"a{number ^ 1}") for number in range(20_000)]
    assert with_recorded(WORLD, rules).known == WORLD.known
