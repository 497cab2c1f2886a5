"""An account that may edit one folder, the administrator who makes it, and the project that it applies there."""

from __future__ import annotations

import json
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from glimpse_gitops.model.plan import ApplyResult, Outcome
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.plan import Planned, planning

PROJECT = {
    "pyproject.toml": """
[tool.glimpse-gitops]
owner = "team"
project = "p-team"
folder = "team"
datasource = "prom"
manifest_folder = "team"
""",
    "dashboards/team.py": """
from glimpse_gitops.authoring import Dashboard, Datasource, Folder, TimeSeries
prometheus = Datasource.existing("prom", "prometheus")
sub = Folder("team-sub", "Sub", parent=Folder.existing("team"))
up = TimeSeries(title="Up", unit="short", targets=[prometheus.query("sum(up)", "up")])
first = Dashboard(uid="team-1", title="First", panels=[up])
second = Dashboard(uid="team-2", title="Second", folder=sub, panels=[up])
""",
    "alerts/team.py": """
from glimpse_gitops.authoring import AlertRule, RuleGroup
from dashboards.team import sub
app = RuleGroup("app", rules=[
    AlertRule("Down", expr="up == 0", for_="90m", keep_firing_for="10m", labels={"severity": "critical"}, summary="x"),
    AlertRule("Many", expr="count(up) > 10", for_="5m", labels={"severity": "warning"}, summary="many"),
])
more = RuleGroup("더 / more", folder=sub, rules=[AlertRule("Other", expr="absent(up)", for_="1m", summary="other")])
""",
}

NONE: Mapping[str, str] = {}


class Admin:
    """The administrator, who has made folder `team` and data source `prom`."""

    def __init__(self, grafana: SandboxServer) -> None:
        self.grafana = grafana
        self.ask("POST", "/api/folders", {"uid": "team", "title": "Team"})
        source = {"uid": "prom", "name": "prom", "type": "prometheus", "access": "proxy", "url": "http://127.0.0.1:9"}
        self.ask("POST", "/api/datasources", source)

    def ask(self, method: str, path: str, body: Any = None, more: Mapping[str, str] = NONE) -> Any:
        login = b64encode(f"{self.grafana.login}:{self.grafana.password}".encode()).decode()
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json", **more}
        request = urllib.request.Request(self.grafana.url + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def account(self, role: str, *folders: str) -> str:
        """The token of a new account of the role, which may edit these folders, and nobody else may."""
        account = self.ask("POST", "/api/serviceaccounts", {"name": f"ci-{role}", "role": role})
        for folder in folders:
            items = [{"userId": account["id"], "permission": 2}]
            self.ask("POST", f"/api/folders/{folder}/permissions", {"items": items})
        return str(self.ask("POST", f"/api/serviceaccounts/{account['id']}/tokens", {"name": f"ci-{role}"})["key"])

    def rules(self) -> list[dict[str, Any]]:
        return list(self.ask("GET", "/api/v1/provisioning/alert-rules"))


def write_project(root: Path) -> Path:
    """The project, on disk."""
    for path, text in PROJECT.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@contextmanager
def planned_by(token: str, grafana: SandboxServer, root: Path, **choices: Any) -> Iterator[Planned]:
    with planning(root, Connection(grafana.url, {"GRAFANA_TOKEN": token}), PlanChoices(**choices)) as planned:
        yield planned


def apply_as(token: str, grafana: SandboxServer, root: Path, **choices: Any) -> ApplyResult:
    with planned_by(token, grafana, root, **choices) as planned:
        result = apply(planned)
    assert {one.outcome for one in result.results} <= {Outcome.DONE}, result.results
    return result
