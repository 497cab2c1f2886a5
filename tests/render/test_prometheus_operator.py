"""A project as Kubernetes resources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from glimpse_gitops.workflow.build import build
from tests.workflow.conftest import PROJECT, edit

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for path, text in PROJECT.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def built(root: Path) -> dict[str, Any]:
    """File name → resource."""
    build(root, form="prometheus-operator")
    files = sorted((root / "kubernetes").glob("*.yml"))
    return {file.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def test_every_object_is_one_resource_of_its_operator(shop: Path) -> None:
    found = {name: (one["apiVersion"], one["kind"]) for name, one in built(shop).items()}
    grafana, prometheus = "grafana.integreatly.org/v1beta1", "monitoring.coreos.com/v1"
    assert found == {
        "prometheusrule-shop-shop.yml": (prometheus, "PrometheusRule"),
        "grafanafolder-shop-shop.yml": (grafana, "GrafanaFolder"),
        "grafanafolder-shop-zz-above.yml": (grafana, "GrafanaFolder"),
        "grafanadashboard-shop-shop-1.yml": (grafana, "GrafanaDashboard"),
        "grafanadashboard-shop-shop-2.yml": (grafana, "GrafanaDashboard"),
        "grafanacontactpoint-shop-chat.yml": (grafana, "GrafanaContactPoint"),
        "grafanacontactpoint-shop-mail.yml": (grafana, "GrafanaContactPoint"),
    }


def test_the_rules_are_those_of_the_rule_file(shop: Path) -> None:
    build(shop)
    rules = yaml.safe_load((shop / "alerts" / "shop.yml").read_text(encoding="utf-8"))
    assert built(shop)["prometheusrule-shop-shop.yml"]["spec"] == rules


def test_a_dashboard_stands_in_its_folder(shop: Path) -> None:
    spec = built(shop)["grafanadashboard-shop-shop-1.yml"]["spec"]
    assert (spec["uid"], spec["folderUID"], json.loads(spec["json"])["title"]) == ("shop-1", "shop", "Shop")
    assert built(shop)["grafanafolder-shop-shop.yml"]["spec"]["parentFolderUID"] == "zz-above"


def test_secrets_are_keys_of_a_secret_and_never_values(shop: Path) -> None:
    spec = built(shop)["grafanacontactpoint-shop-chat.yml"]["spec"]
    slack, hook = spec["receivers"]
    assert slack["settings"] == {"recipient": "#a"}
    assert slack["valuesFrom"] == [
        {"targetPath": "url", "valueFrom": {"secretKeyRef": {"name": "shop-secrets", "key": "SLACK_URL"}}}
    ]
    assert hook["settings"]["url"] == "http://127.0.0.1:9/hook"
    text = "".join(file.read_text(encoding="utf-8") for file in (shop / "kubernetes").iterdir())
    assert "REDACTED" not in text


def test_names_are_what_kubernetes_takes(shop: Path) -> None:
    edit(shop, "alerts/routing.py", '"mail", Email', '"당직 메일", Email')
    resources = built(shop)
    names = [one["metadata"]["name"] for one in resources.values()]
    assert all(re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", name) for name in names)
    assert len({(one["kind"], one["metadata"]["name"]) for one in resources.values()}) == len(names) == 7


def test_what_left_the_code_is_removed_from_the_folder_of_resources(shop: Path) -> None:
    built(shop)
    edit(shop, "dashboards/shop.py", "second = ", "_second = ")
    assert "grafanadashboard-shop-shop-2.yml" not in built(shop)
    assert (shop / "alerts" / "shop.py").exists()


def test_a_second_build_changes_nothing(shop: Path) -> None:
    built(shop)
    assert not build(shop, check=True, form="prometheus-operator").written
