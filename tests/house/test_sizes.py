"""No module grows past what one can read in a sitting."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("glimpse_gitops", "dashboards", "alerts", "metrics", "stack", "tests", "benchmarks")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
MODULES = sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_has_more_than_300_lines(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


def test_files_are_named_after_what_is_in_them() -> None:
    assert not [module for module in MODULES if module.stem in VAGUE]
