"""What an earlier build made of modules that have gone does not stay behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.workflow.build import build

from ..conftest import ProjectMaker

BOARD = 'from glimpse_gitops.authoring import Dashboard\nboard = Dashboard(uid="shop", title="Shop", panels=[])\n'
RULES = (
    "from glimpse_gitops.authoring import AlertRule, Prometheus, RuleGroup\n"
    'app = RuleGroup("app", [AlertRule("Up", expr="up == 0")], datasource=Prometheus(uid="prom"), folder=None)\n'
)


@pytest.fixture
def built(project: ProjectMaker) -> Path:
    root = project({"dashboards/shop.py": BOARD, "alerts/app.py": RULES})
    assert build(root).left_over == ()
    return root


def test_the_files_of_a_renamed_module_are_removed(built: Path) -> None:
    (built / "dashboards" / "shop.py").rename(built / "dashboards" / "store.py")
    (built / "alerts" / "app.py").rename(built / "alerts" / "server.py")
    assert build(built, check=True).left_over == ("dashboards/shop.json", "alerts/app.yml")
    assert (built / "alerts" / "app.yml").exists()
    build(built)
    assert sorted(path.name for path in built.rglob("*.[jy]*")) == ["server.yml", "store.json"]


def test_a_second_dashboard_in_a_module_renames_the_file_of_the_first(built: Path) -> None:
    (built / "dashboards" / "shop.py").write_text(
        BOARD + BOARD.splitlines()[1].replace("shop", "b").replace("Shop", "B").replace("board", "c", 1)
    )
    build(built)
    assert sorted(path.name for path in (built / "dashboards").glob("*.json")) == ["shop.b.json", "shop.shop.json"]


def test_files_that_people_keep_there_are_left_alone(built: Path) -> None:
    kept = {
        "dashboards/other.json": '{"uid": "other", "panels": []}',
        "dashboards/broken.json": "{",
        "alerts/vendor.yml": "groups: []\n",
        "dashboards/data.json": '{"uid": "shop"}',
    }
    for path, text in kept.items():
        (built / path).write_text(text)
    assert build(built).left_over == ()
    assert all((built / path).read_text() == text for path, text in kept.items())
