"""A whole monitoring stack of stand-ins, in order: what `doctor` looks at, before a test breaks one thing."""

from __future__ import annotations

import json
import socket
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from glimpse_gitops.model.diagnosis import Diagnosis, Verdict
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.doctor import doctor
from glimpse_gitops.workflow.doctor_addresses import Named
from glimpse_gitops.workflow.plan import planning

from ..probe import fake_program
from ..probe.fake_program import FakeProgram
from ..prometheus.fake_prometheus import FakePrometheus, metric, serving

STACK = """
from glimpse_gitops.authoring import *

shop = Folder("shop", "Shop")
loki = Loki(uid="loki", name="Loki", url="{loki}", traces_to="tempo")
tempo = Tempo(uid="tempo", name="Tempo", url="{tempo}", logs=loki, log_tags={{"service.name": "job"}})
prometheus = Prometheus(uid="prom", name="Prometheus", url="{prometheus}", is_default=True, exemplars_to=tempo)
monitoring = MonitoringStack(
    name="shop",
    scrape_interval="15s",
    collector=OtelCollector(host="otel", image="a:1", port=8889, health={ports[collector]}),
    prometheus=Store(
        host="prometheus", image="a:1", port=9090, published={ports[prometheus]}, uid="prom", retention="30d"),
    tempo=Store(host="tempo", image="a:1", port=3200, published={ports[tempo]}, uid="tempo", retention="7d"),
    loki=Store(host="loki", image="a:1", port=3100, published={ports[loki]}, uid="loki", retention="14d"),
    promtail=Container(host="promtail", image="a:1", port=9080),
    alloy=Container(host="alloy", image="a:1", port=12345),
    grafana=Container(host="grafana", image="a:1", port=3000, published={ports[grafana]}),
)
"""
METRICS = """
from glimpse_gitops.authoring import *

job = Label[str]("job", at_most=2)
route = Label[str]("route", at_most=5)
hits = Counter("hits_total", "Hits.", labels=[Label("code", ("200", "500")), route])
wait = Histogram("wait_seconds", "Waits.", unit="seconds", buckets=(0.1, 1))
catalogue = Catalogue([hits, wait], target_labels=[job], forbidden=["user_id"])
"""
ALERTS = """
from glimpse_gitops.authoring import *

shop = RuleGroup("shop", rules=[
    AlertRule("Errors", expr='rate(hits_total{code="500"}[5m]) > 1', for_="5m", summary="errors"),
    RecordingRule("job:hits:rate5m", expr="sum by (job) (rate(hits_total[5m]))"),
])
"""
LOADED = [
    {
        "name": "shop",
        "rules": [
            {"name": "Errors", "query": 'rate(hits_total{code="500"}[5m]) > 1', "type": "alerting", "health": "ok"},
            {
                "name": "job:hits:rate5m",
                "query": "sum by(job) (rate(hits_total[5m]))",
                "type": "recording",
                "health": "ok",
            },
        ],
    }
]
WAITS = [
    metric("wait_seconds_bucket", *({"job": "shop", "le": le} for le in ("0.1", "1", "+Inf"))),
    metric("wait_seconds_sum", {"job": "shop"}),
    metric("wait_seconds_count", {"job": "shop"}),
]


@dataclass
class Stack:
    """Everything that runs, and how it is asked."""

    root: Path
    collector: FakeProgram
    prometheus: FakePrometheus
    loki: FakeProgram
    tempo: FakeProgram
    grafana: SandboxServer
    token: str
    named: dict[str, str]
    ports: dict[str, int | None]

    def doctor(self, **environ: str) -> dict[str, Diagnosis]:
        """What each check says."""
        connection = Connection(self.grafana.url, {"GRAFANA_TOKEN": self.token, **environ})
        return {one.check: one for one in doctor(self.root, Named(connection, self.named))}

    def failed(self, **environ: str) -> dict[str, list[str]]:
        """Check → its problems, for all that are not ok."""
        found = self.doctor(**environ)
        return {
            name: [problem.message for problem in one.problems]
            for name, one in found.items()
            if one.verdict is not Verdict.OK
        }

    def edit(self, path: str, old: str, new: str) -> None:
        """Change one passage of the project."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def declare_elsewhere(self, program: str) -> str:
        """Let the project say that the program is at a port where nobody listens; the address of that port."""
        key, port = "health" if program == "collector" else "published", free_port()
        self.edit("stack/things.py", f"{key}={self.ports[program]}", f"{key}={port}")
        return f"http://localhost:{port}"

    def apply(self) -> None:
        """Make the Grafana be as the project says."""
        with planning(self.root, self.admin, PlanChoices(adopt=True)) as planned:
            apply(planned)

    @property
    def admin(self) -> Connection:
        """The Grafana as its administrator."""
        return Connection(
            self.grafana.url, {"GRAFANA_USER": self.grafana.login, "GRAFANA_PASSWORD": self.grafana.password}
        )

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """One request to the Grafana as its administrator."""
        login = b64encode(f"{self.grafana.login}:{self.grafana.password}".encode()).decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.grafana.url + path, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or b"null")


def target(health: str = "up", interval: str = "15s", error: str = "") -> dict[str, Any]:
    """A target as Prometheus tells of it, scraped just now."""
    return {
        "labels": {"job": "shop", "instance": "shop:8000"},
        "scrapeUrl": "http://shop:8000/metrics",
        "health": health,
        "lastError": error,
        "lastScrape": datetime.now(UTC).isoformat(),
        "lastScrapeDuration": 0.01,
        "scrapeInterval": interval,
        "scrapeTimeout": "10s",
    }


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def whole_stack(root: Path) -> Iterator[Stack]:
    """All of it, applied and in order."""
    series = metric("hits_total", *({"job": "shop", "code": code, "route": "/"} for code in ("200", "500")))
    for one in WAITS:
        series |= one
    prometheus = FakePrometheus(series, targets=[target()], groups=LOADED, retention="30d")
    with ExitStack() as running:
        collector = running.enter_context(fake_program.running(fake_program.collector()))
        loki = running.enter_context(fake_program.running(fake_program.loki("2w", "job", "level")))
        tempo = running.enter_context(fake_program.running(fake_program.tempo()))
        running.enter_context(serving(prometheus))
        grafana = running.enter_context(SandboxServer("12.4"))
        named = {
            "collector": collector.url,
            "prometheus": prometheus.url,
            "loki": loki.url,
            "tempo": tempo.url,
        }
        ports = {name: urlsplit(url).port for name, url in {**named, "grafana": grafana.url}.items()}
        stack = Stack(root, collector, prometheus, loki, tempo, grafana, "", named, ports)
        write_project(root, STACK.format(**named, ports=ports))
        stack.apply()
        account = stack.request("POST", "/api/serviceaccounts", {"name": "ci", "role": "Admin"})
        stack.token = stack.request("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": "ci"})["key"]
        yield stack


def write_project(root: Path, stack: str) -> None:
    """The project's files."""
    settings = '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\nfolder = "shop"\ndatasource = "prom"\n'
    files = {
        "pyproject.toml": settings,
        "stack/things.py": stack,
        "metrics/shop.py": METRICS,
        "alerts/shop.py": ALERTS,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
