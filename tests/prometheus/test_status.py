"""The status calls on a real Prometheus: what it scrapes, has loaded, and keeps."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from glimpse_gitops.prometheus.connect import Account, connect
from glimpse_gitops.prometheus.index import Ask
from glimpse_gitops.prometheus.local import local_prometheus
from glimpse_gitops.prometheus.status import read_head, read_retention, read_rules, read_targets

CONFIG = """
global: {{scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}}
rule_files: [rules.yml]
scrape_configs:
  - {{job_name: shop, static_configs: [{{targets: ["{up}"]}}]}}
"""
RULES = 'groups: [{name: app, rules: [{alert: Down, expr: "up  == 0"}, {record: "a:b", expr: "sum(hits)"}]}]'


class Exposed:
    """A page of metrics, and word of the third scrape: by then what the first brought is stored."""

    def __init__(self) -> None:
        self.scrapes, self.stored = 0, threading.Event()
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                told.scrapes += 1
                if told.scrapes > 2:
                    told.stored.set()
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b'# TYPE hits counter\nhits{route="/a"} 1\nhits{route="/b"} 1\n')

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    if shutil.which("prometheus") is None:
        pytest.skip("needs the program prometheus")
    exposed = Exposed()
    thread = threading.Thread(target=exposed.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    config = CONFIG.format(up=f"127.0.0.1:{exposed.server.server_port}")
    try:
        with (
            local_prometheus({"prometheus.yml": config, "rules.yml": RULES}) as url,
            connect(url, Account()) as asking,
        ):
            assert exposed.stored.wait(60)
            yield asking
    finally:
        exposed.server.shutdown()
        thread.join()
        exposed.server.server_close()


def test_targets_come_with_their_health_intervals_and_times(ask: Ask) -> None:
    (target,) = read_targets(ask)
    assert (target.job, target.health, target.error) == ("shop", "up", "")
    assert (target.interval_ms, target.timeout_ms) == (1000, 1000)
    assert target.scraped is not None and target.scraped.tzinfo is not None
    assert target.took > 0


def test_rules_come_with_their_groups_and_expressions(ask: Ask) -> None:
    assert [(rule.group, rule.name, rule.expr, rule.kind) for rule in read_rules(ask)] == [
        ("app", "Down", "up == 0", "alerting"),
        ("app", "a:b", "sum(hits)", "recording"),
    ]


def test_the_head_counts_series_by_metric_and_values_by_label(ask: Ask) -> None:
    head = read_head(ask)
    assert head.by_metric["hits"] == head.values_by_label["route"] == 2
    assert head.series >= 2


def test_the_retention_is_prometheus_own_where_none_is_set(ask: Ask) -> None:
    assert read_retention(ask) == 15 * 86_400_000


@pytest.mark.parametrize(("told", "days"), [("30d", 30), ("30d or 10GiB", 30), ("10GiB", 15), ("", 15)])
def test_a_retention_may_have_a_size_beside_it(told: str, days: int) -> None:
    def answer(path: str, params: object) -> dict[str, dict[str, str]]:
        return {"data": {"storageRetention": told}}

    assert read_retention(answer) == days * 86_400_000
