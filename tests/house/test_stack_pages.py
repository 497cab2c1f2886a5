"""The code that docs/stack.md and docs/scaling.md show runs, and gives what Grafana takes."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops import authoring
from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_12
from glimpse_gitops.model.resource import ResourceId, ResourceKind

from ..definitions import monitoring_stack, project_of

ROOT = Path(__file__).parents[2]


def shown(page: str, name: str) -> dict[str, Any]:
    """The names that the block which assigns `name` leaves behind."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    [block] = [one for one in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if f"{name} = " in one]
    names: dict[str, Any] = {**vars(authoring), "monitoring": monitoring_stack()}
    exec(compile(block, page, "exec"), names)
    return names


@pytest.mark.parametrize(("page", "name", "uid"), [("stack.md", "prometheus", "prom"), ("scaling.md", "loki", "loki")])
def test_a_data_source_of_the_pages_compiles(page: str, name: str, uid: str) -> None:
    source = shown(page, name)[name]
    bundle = compile_project(project_of(source), GRAFANA_12).bundle
    spec = bundle[ResourceId(ResourceKind.DATASOURCE, uid)].spec
    assert spec["url"].startswith("https://" if page == "stack.md" else "http://")


def test_the_pages_name_every_folder_of_configs() -> None:
    text = (ROOT / "docs" / "stack.md").read_text(encoding="utf-8")
    for folder in sorted(path.name for path in (ROOT / "stack").iterdir() if path.is_dir() and path.name[0] != "_"):
        assert f"`stack/{folder}/`" in text
    assert sys.modules.get("stack.stack") is None
