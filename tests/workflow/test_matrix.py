"""Environments: one project, several Grafanas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import SettingsError
from glimpse_gitops.model.plan_choices import CAREFUL
from glimpse_gitops.model.resource import ResourceId, ResourceKind
from glimpse_gitops.report.matrix_text import matrix_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.apply import apply
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.matrix import matrix
from glimpse_gitops.workflow.plan import planning

from .conftest import SECRETS, edit

ApplyTo = Callable[..., Any]


@pytest.fixture
def both(shop: Path, grafana: SandboxServer) -> Path:
    """The project with two environments: the sandbox, and one that cannot be reached."""
    file = shop / "pyproject.toml"
    tables = f"""
[tool.glimpse-gitops.environments.dev]
url = "{grafana.url}"
[tool.glimpse-gitops.environments.prod]
url = "http://127.0.0.1:9"
"""
    file.write_text(file.read_text(encoding="utf-8") + tables, encoding="utf-8")
    return shop


def there(grafana: SandboxServer) -> Connection:
    credentials = {
        f"GRAFANA_{name}_{environment}": value
        for environment in ("DEV", "PROD")
        for name, value in (("USER", grafana.login), ("PASSWORD", grafana.password))
    }
    return Connection("", {**credentials, **SECRETS})


def test_an_environment_has_the_address_and_the_credentials_that_it_names(both: Path, grafana: SandboxServer) -> None:
    with planning(both, replace(there(grafana), environment="dev")) as planned:
        assert planned.client.address.url == grafana.url
        apply(planned)
    with planning(both, replace(there(grafana), environment="dev")) as planned:
        assert planned.plan.is_empty


def test_the_matrix_says_what_each_environment_lacks(both: Path, grafana: SandboxServer) -> None:
    with planning(both, replace(there(grafana), environment="dev")) as planned:
        apply(planned)
    edit(both, "dashboards/shop.py", '"Second"', '"Third"')
    shown = matrix_text(matrix(both, there(grafana), CAREFUL))
    (row,) = [line for line in shown.splitlines() if line.startswith("dashboard")]
    assert row.split() == ["dashboard", "Third", "~", "?"]
    assert "dev: 1 to change" in shown
    assert "prod: http://127.0.0.1:9" in shown


def test_wide_characters_do_not_shift_the_columns_of_the_matrix(both: Path, grafana: SandboxServer) -> None:
    edit(both, "dashboards/shop.py", '"Second"', '"결제"')
    shown = matrix_text(matrix(both, there(grafana), CAREFUL)).splitlines()
    korean = next(line for line in shown if "결제" in line)
    latin = next(line for line in shown if line.startswith("dashboard  Shop"))
    assert korean.index("+") + len("결제") == latin.index("+")


def test_an_environment_never_sees_the_credentials_of_another(both: Path, grafana: SandboxServer) -> None:
    plain = Connection("", {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **SECRETS})
    faults = [column.fault for column in matrix(both, plain, CAREFUL).columns]
    assert faults == [
        "environment dev has no credentials of its own",
        "environment prod has no credentials of its own",
    ]
    assert not list(grafana.requests)


def test_two_environments_share_one_grafana_by_a_prefix(both: Path, grafana: SandboxServer) -> None:
    file = both / "pyproject.toml"
    (both / "alerts" / "routing.py").unlink()
    edit(both, "stack/things.py", 'Prometheus(uid="prom", url="http://localhost:9090", is_default=True)', "existing")
    edit(both, "stack/things.py", "\nprometheus", '\nexisting = Datasource.existing("prom")\nprometheus')
    edit(both, "stack/things.py", "Folder, Prometheus", "Datasource, Folder")
    edit(both, "alerts/shop.py", "rules=[", "evaluated_by='prometheus', rules=[")
    for name in ("blue", "green"):
        table = f'[tool.glimpse-gitops.environments.{name}]\nurl = "{grafana.url}"\nowner = "{name}"\n'
        file.write_text(f'{file.read_text(encoding="utf-8")}{table}folder_prefix = "{name}-"\n', encoding="utf-8")
    account = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password}
    for name in ("blue", "green", "blue", "green"):
        with planning(both, Connection("", account, environment=name)) as planned:
            assert not planned.plan.refused
            apply(planned)
    for name in ("blue", "green"):
        with planning(both, Connection("", account, environment=name)) as planned:
            assert planned.plan.is_empty
            assert ResourceId(ResourceKind.DASHBOARD, f"{name}-shop-1") in planned.live


def test_what_two_environments_of_one_organisation_share_stays_with_the_first(
    both: Path, grafana: SandboxServer
) -> None:
    file = both / "pyproject.toml"
    for name in ("blue", "green"):
        table = f'[tool.glimpse-gitops.environments.{name}]\nurl = "{grafana.url}"\nowner = "{name}"\n'
        file.write_text(f'{file.read_text(encoding="utf-8")}{table}folder_prefix = "{name}-"\n', encoding="utf-8")
    account = {"GRAFANA_USER": grafana.login, "GRAFANA_PASSWORD": grafana.password, **SECRETS}
    for name in ("blue", "green"):
        with planning(both, Connection("", account, environment=name)) as planned:
            assert not apply(planned).warnings
    with planning(both, Connection("", account, environment="green")) as planned:
        assert planned.plan.is_empty
        kinds = {id.kind for id in planned.manifest.objects}
        shared = {one.title for one in planned.plan.left_alone if one.why.endswith('owner "blue" manages it')}
    assert kinds == {ResourceKind.FOLDER, ResourceKind.RULE_GROUP, ResourceKind.DASHBOARD}
    assert {"mail", "chat", "nights", "shop"} <= shared
    accounts = {f"{key}_{name}": value for key, value in account.items() for name in ("BLUE", "GREEN")}
    shown = matrix_text(matrix(both, Connection("", accounts), CAREFUL), verbose=True)
    assert "dashboard  Second " in shown and "folder  Shop " in shown, "without the prefix of any environment"
    assert "secrets that are not set here are not checked: $HOOK_TOKEN, $SLACK_URL" in shown
    edit(both, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    with planning(both, Connection("", account, environment="green")) as planned:
        assert [one.title for one in planned.plan.refused] == ["chat"], "only its owner may change it"


def test_a_project_without_environments_says_how_to_declare_them(shop: Path, grafana: SandboxServer) -> None:
    with pytest.raises(SettingsError, match="declares no environment"):
        matrix(shop, there(grafana), CAREFUL)
