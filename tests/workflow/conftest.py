"""A sandbox of each version, and a small project to apply to it."""

from __future__ import annotations

import base64
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.http.retry import RetryPolicy
from glimpse_gitops.model.plan import ApplyResult
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.plan import secret_digest
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import Planned, planning

VERSIONS = ("12.4", "12.4-sql", "11.6")
SECRETS = {"SLACK_URL": "https://hooks.slack.example/CANARY-1", "HOOK_TOKEN": "CANARY-2"}

PROJECT = {
    "pyproject.toml": '[tool.glimpse-gitops]\nowner = "shop"\nproject = "p-1"\nfolder = "shop"\ndatasource = "prom"\n',
    "stack/things.py": """
from glimpse_gitops.authoring import Folder, Prometheus
prometheus = Prometheus(uid="prom", url="http://localhost:9090", is_default=True)
above = Folder("zz-above", "Above")
shop = Folder("shop", "Shop", parent=above)
""",
    "dashboards/shop.py": """
from glimpse_gitops.authoring import Dashboard, TimeSeries
from stack.things import prometheus, shop
up = TimeSeries(title="Up", unit="short", targets=[prometheus.query("sum(up)", "up")])
down = TimeSeries(title="Down", unit="short", targets=[prometheus.query("count(up == 0)", "down")])
overview = Dashboard(uid="shop-1", title="Shop", folder=shop, panels=[up, down])
second = Dashboard(uid="shop-2", title="Second", folder=shop, panels=[up])
""",
    "alerts/shop.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from dashboards.shop import down
app = RuleGroup("app", rules=[
    AlertRule("Down", expr="up == 0", for_="90m", labels={"severity": "critical"}, summary="down", panel=down),
    AlertRule("Many", expr="count(up) > 10", for_="5m", labels={"severity": "warning"}, summary="many"),
])
more = RuleGroup("더 / more", rules=[AlertRule("Other", expr="absent(up)", for_="1m", labels={"a": "b"}, summary="x")])
""",
    "alerts/routing.py": """
from glimpse_gitops.authoring import (
    ContactPoint, Email, MuteTiming, NotificationPolicy, Route, Slack, Template, Webhook, env)
mail = ContactPoint("mail", Email("a@example.com"))
chat = ContactPoint("chat", Slack(url=env("SLACK_URL"), recipient="#a"),
    Webhook(url="http://127.0.0.1:9/hook", authorization_credentials=env("HOOK_TOKEN")))
nights = MuteTiming("nights", ("22:00", "07:00"), "Asia/Seoul", months=["january:march"])
text = Template("shop", '{{ define "shop.title" }}Shop{{ end }}')
policy = NotificationPolicy(mail, routes=[Route(chat, ['severity="critical"', 'b=~"x|y"'], mute=[nights])])
""",
}


@pytest.fixture(params=VERSIONS)
def grafana(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(version=request.param) as server:
        yield server


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are tried again as ever, at once."""
    monkeypatch.setattr(RetryPolicy, "delay", lambda *_, **__: 0.0)


@pytest.fixture(autouse=True)
def cheap_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digests of secrets are made as ever, at a cost that lets anybody guess: tests/plan has the real ones."""
    monkeypatch.setitem(secret_digest._COST, "n", 2)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The project of this folder's tests, on disk."""
    for path, text in PROJECT.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan_for(grafana: SandboxServer) -> Callable[..., AbstractContextManager[Planned]]:
    """`plan_for(root, adopt=…, secrets=…, **choices)`: the plan of a project against the sandbox."""

    def make(
        root: Path, *, adopt: bool = False, secrets: Mapping[str, str] = SECRETS, **choices: Any
    ) -> AbstractContextManager[Planned]:
        environ = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **secrets}
        return planning(root, Connection(grafana.url, environ), PlanChoices(adopt=adopt, **choices))

    return make


@pytest.fixture
def apply_to(plan_for: Callable[..., AbstractContextManager[Planned]]) -> Callable[..., ApplyResult]:
    """`apply_to(root, adopt=…, secrets=…)`: plan and apply."""

    def run(root: Path, **options: object) -> ApplyResult:
        with plan_for(root, **options) as planned:
            return apply(planned)

    return run


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Change one passage of one file of the project."""
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def leave_without_owner(root: Path, grafana: SandboxServer) -> None:
    """Make all that is there count as made by hand: the manifest is deleted, and the project gets another owner."""
    secret = base64.b64encode(f"{grafana.login}:{grafana.password}".encode()).decode()
    url = f"{grafana.url}/api/dashboards/uid/gitops-shop"
    request = urllib.request.Request(url, method="DELETE", headers={"Authorization": f"Basic {secret}"})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
    edit(root, "pyproject.toml", '"shop"\nproject', '"other"\nproject')
