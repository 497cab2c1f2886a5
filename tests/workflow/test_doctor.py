"""`doctor` says nothing of a stack that works, and names what is wrong with one that does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from glimpse_gitops.model.diagnosis import Verdict

from ..prometheus.fake_prometheus import metric
from .whole_stack import LOADED, Stack, target, whole_stack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with whole_stack(tmp_path) as running:
        yield running


def test_a_stack_that_works_has_no_finding_and_only_get_was_sent(stack: Stack) -> None:
    stack.grafana.requests.clear()
    found = stack.doctor()
    assert {name: (one.verdict, one.problems) for name, one in found.items()} == dict.fromkeys(
        found, (Verdict.OK, ())
    ), {name: one.summary for name, one in found.items() if one.verdict is not Verdict.OK}
    assert not stack.grafana.requests.writes()
    # The one query is Grafana's own, for the health of its data source.
    assert [path for path in stack.prometheus.paths() if "query" in path] == ["/api/v1/query"]


def test_a_collector_that_is_down_is_named(stack: Stack) -> None:
    stack.collector.status = 503
    assert "is not ready (503)" in stack.failed()["collector"][0]
    stack.named["collector"] = stack.declare_elsewhere("collector")
    assert "nothing listens there" in stack.failed()["collector"][0]


def test_a_wrong_port_is_named_with_the_right_one(stack: Stack) -> None:
    right = stack.named["collector"].replace("127.0.0.1", "localhost")
    stack.named["collector"] = stack.named["tempo"]
    found = stack.failed()
    assert set(found) == {"collector"}
    assert "is no OpenTelemetry Collector: /health gives 404" in found["collector"][0]
    assert f"answers at {right}: the port is wrong" in found["collector"][0]


def test_a_label_that_is_declared_and_missing_is_named(stack: Stack) -> None:
    stack.prometheus.series |= metric("hits_total", {"job": "shop", "route": "/"})
    found = stack.failed()
    assert found == {"labels": ['hits_total: label "code" is declared, and no series has it']}


def test_a_label_that_has_exploded_is_named(stack: Stack) -> None:
    routes = ({"job": "shop", "code": "200", "route": f"/u/{number}"} for number in range(400))
    stack.prometheus.series |= metric("hits_total", *routes)
    assert stack.failed()["label-sizes"] == ['hits_total: label "route" has grown: 400 values, where 5 are known']


def test_a_clock_that_is_ahead_is_named_with_its_machine(stack: Stack) -> None:
    stack.tempo.ahead = timedelta(minutes=5)
    found = stack.failed()
    assert set(found) == {"clock"}
    assert found["clock"][0].startswith(f"the clock of Tempo at {stack.tempo.url} is")
    assert "ahead of this machine's" in found["clock"][0]


def test_a_rule_that_is_not_loaded_is_named(stack: Stack) -> None:
    stack.prometheus.groups = [{**LOADED[0], "rules": LOADED[0]["rules"][1:]}]
    assert stack.failed() == {"prometheus-rules": ["rule Errors of group shop is not loaded"]}


def test_a_rule_that_is_not_in_grafana_is_named(stack: Stack) -> None:
    stack.request("DELETE", "/api/v1/provisioning/folder/shop/rule-groups/shop")
    assert stack.failed() == {"grafana-rules": ["rule Errors of group shop is not in Grafana"]}


def test_a_data_source_with_another_uid_is_named_with_both(stack: Stack) -> None:
    stack.edit("stack/things.py", 'uid="prom", name', 'uid="prometheus-1", name')
    found = stack.failed()
    assert found["data-sources"] == [
        'data source "Prometheus" has the uid "prom", and the code names it "prometheus-1"'
    ]


def test_a_link_to_a_data_source_that_is_not_there_is_named(stack: Stack) -> None:
    stack.edit("stack/things.py", 'traces_to="tempo"', 'traces_to="traces"')
    stack.apply()
    found = stack.failed()
    assert found == {
        "trace-links": ['derivedFields of data source loki leads to the uid "traces", which does not exist']
    }


def test_a_link_by_a_label_that_no_log_has_is_named(stack: Stack) -> None:
    stack.edit("stack/things.py", '"service.name": "job"', '"service.name": "service"')
    stack.apply()
    found = stack.failed()
    assert found == {"trace-links": ['data source tempo links to logs by the label "service", which no log stream has']}


def test_an_expired_token_is_named(stack: Stack) -> None:
    stack.grafana.expire_token(stack.token)
    found = stack.failed()
    assert found["credentials"] == ["the token has expired (Expired API key)"]
    assert found["permissions"] == found["data-sources"] == []
    assert stack.token not in str(stack.doctor())


def test_a_token_that_may_not_apply_is_told_what_it_lacks(stack: Stack) -> None:
    account = stack.request("POST", "/api/serviceaccounts", {"name": "viewer", "role": "Viewer"})
    key = stack.request("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": "viewer"})["key"]
    found = stack.failed(GRAFANA_TOKEN=key)
    assert any("alert rules" in one for one in found["permissions"])
    assert "credentials" not in found


@pytest.mark.parametrize(
    ("program", "kept", "said"),
    [
        ("prometheus", "15d", "it keeps 15 days, declared are 30 days"),
        ("loki", "24h", "it keeps 1 day, declared are 14 days"),
        ("tempo", "48h0m0s", "it keeps 2 days, declared are 7 days"),
    ],
)
def test_a_retention_that_is_too_short_is_named(stack: Stack, program: str, kept: str, said: str) -> None:
    if program == "prometheus":
        stack.prometheus.retention = kept
    elif program == "loki":
        stack.loki.pages["/config"] = (
            "text/plain",
            f"compactor: {{retention_enabled: true}}\nlimits_config: {{retention_period: {kept}}}",
        )
    else:
        stack.tempo.pages["/status/config"] = (
            "text/plain",
            f"compactor: {{compaction: {{block_retention: {kept}}}}}",
        )
    found = stack.failed()
    assert set(found) == {f"{program}-retention"}
    assert said in found[f"{program}-retention"][0]


def test_a_scrape_that_fails_is_named_with_its_error(stack: Stack) -> None:
    stack.prometheus.targets = [target("down", error="connection refused"), target()]
    assert stack.failed() == {"targets": ["scraping shop at http://shop:8000/metrics fails: connection refused"]}


def test_who_scrapes_too_often_is_named_as_a_warning(stack: Stack) -> None:
    stack.prometheus.targets = [target(interval="5s")]
    found = stack.doctor()["scrape-interval"]
    assert found.verdict is Verdict.WARNING
    assert "every 5s: too often, 3 times as many samples" in found.problems[0].message


def test_what_is_named_and_does_not_answer_has_failed_and_what_hangs_on_it_is_not_checked(stack: Stack) -> None:
    stack.named["prometheus"] = stack.declare_elsewhere("prometheus")
    found = stack.doctor()
    assert found["prometheus"].verdict is Verdict.FAILED
    for name in ("targets", "metrics", "labels", "prometheus-rules", "prometheus-retention"):
        assert found[name].verdict is Verdict.NOT_CHECKED
        assert found[name].next == "see the check prometheus"


def test_what_is_neither_named_nor_there_is_not_checked(stack: Stack) -> None:
    del stack.named["loki"]
    stack.declare_elsewhere("loki")
    found = stack.doctor()
    assert found["loki"].verdict is found["loki-retention"].verdict is Verdict.NOT_CHECKED
    assert found["trace-links"].verdict is Verdict.OK
    assert "labels of logs not checked" in found["trace-links"].summary


def test_a_program_of_the_stack_is_found_without_being_named(stack: Stack) -> None:
    stack.named.clear()
    assert not stack.failed()


def test_credentials_go_to_the_programs_that_are_named_and_to_no_others(stack: Stack) -> None:
    stack.loki.token = "t-1"
    assert "does not let us in (401)" in stack.failed()["loki"][0]
    assert "loki" not in stack.failed(LOKI_TOKEN="t-1")
    del stack.named["loki"]
    assert "loki" in stack.failed(LOKI_TOKEN="t-1")
