"""A small project, from the first apply to a change of it, as users run it."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from glimpse_gitops.model.plan import Outcome
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import planning

from .grafana import Grafana

PROJECT = {
    "pyproject.toml": """
[tool.glimpse-gitops]
owner = "OWNER"
project = "gitops-contract"
folder = "FOLDER"
datasource = "FOLDER-ds"
""",
    "stack/things.py": """
from glimpse_gitops.authoring import Folder, Prometheus
prometheus = Prometheus(uid="FOLDER-ds", name="FOLDER-ds", url="http://127.0.0.1:9")
above = Folder("FOLDER-up", "계약 / above", description="Made by a test")
folder = Folder("FOLDER", "Contract", parent=above)
""",
    "dashboards/one.py": """
from glimpse_gitops.authoring import Dashboard, TimeSeries
from stack.things import folder, prometheus
up = TimeSeries(title="Up", unit="short", targets=[prometheus.query("sum(up)", "up")])
dashboard = Dashboard(uid="FOLDER-d", title="Contract", folder=folder, panels=[up])
""",
    "alerts/rules.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from dashboards.one import up
group = RuleGroup("더 / more", rules=[
    AlertRule("Down", expr="up == 0", for_="90m", labels={"severity": "critical"}, summary="down", panel=up),
    AlertRule("Many", expr="count(up) > 10", for_="5m", labels={"severity": "warning"}, summary="many"),
])
""",
    "alerts/notifications.py": """
from glimpse_gitops.authoring import ContactPoint, Email, MuteTiming, Slack, Template, Webhook, env
point = ContactPoint("FOLDER cp", Email("nobody@example.com"), Slack(url=env("SLACK_URL"), recipient="#a"),
    Webhook(url="http://127.0.0.1:9/hook", authorization_credentials=env("HOOK_TOKEN")))
nights = MuteTiming("FOLDER nights", ("22:00", "07:00"), "Asia/Seoul", months=["january:march"])
text = Template("FOLDER text", '{{ define "FOLDER" }}Contract{{ end }}')
""",
}

SECRETS = {"SLACK_URL": "https://hooks.slack.example/CANARY-1", "HOOK_TOKEN": "CANARY-2"}


@pytest.fixture
def project(grafana: Grafana, tmp_path: Path) -> Iterator[Path]:
    """The project on disk, all its names below the prefix of the tests; its data source does not stay the default."""
    folder = grafana.name("p")
    owner = grafana.name("m").removeprefix("gitops-")
    for path, text in PROJECT.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("FOLDER", folder).replace("OWNER", owner), encoding="utf-8")
    yield tmp_path
    grafana.delete(f"/api/datasources/uid/{folder}-ds")


@pytest.fixture
def connection(grafana: Grafana) -> Connection:
    """The way to the server."""
    return Connection(grafana.url, {**_credentials(grafana), **SECRETS})


def test_a_project_is_applied_found_unchanged_changed_and_applied_again(
    grafana: Grafana, project: Path, connection: Connection
) -> None:
    with planning(project, connection) as first:
        assert not first.plan.refused
        result = apply(first)
    assert {one.outcome for one in result.results} == {Outcome.DONE}, result.results

    with planning(project, connection) as again:
        assert again.plan.changes == ()
        assert again.client.writes == 0

    source = project / "dashboards/one.py"
    source.write_text(source.read_text(encoding="utf-8").replace('"sum(up)"', '"avg(up)"'), encoding="utf-8")
    with planning(project, connection) as third:
        (change,) = third.plan.changes
        apply(third)
    stored = grafana.get(f"/api/dashboards/uid/{change.id.identity}").body["dashboard"]
    assert stored["panels"][0]["targets"][0]["expr"] == "avg(up)"

    with planning(project, connection) as last:
        assert last.plan.is_empty


def _credentials(grafana: Grafana) -> Mapping[str, str]:
    scheme, _, value = grafana.authorization.partition(" ")
    if scheme == "Bearer":
        return {"GRAFANA_TOKEN": value}
    user, _, password = base64.b64decode(value).decode().partition(":")
    return {"GRAFANA_USER": user, "GRAFANA_PASSWORD": password}
