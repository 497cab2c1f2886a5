"""The files of a new repository."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.files.scaffold import scaffold, write_new

VALUES = {"OWNER": "shop", "DISTRIBUTION": "shop-monitoring", "TITLE": "Shop", "PROJECT": "p-1", "VERSION": "1.2.3"}


def test_a_new_repository_has_everything_that_it_needs() -> None:
    files = scaffold(VALUES)
    wanted = {"pyproject.toml", "Makefile", "README.md", ".gitignore", ".github/workflows/monitoring.yml"}
    folders = {f"{folder}/__init__.py" for folder in ("stack", "metrics", "dashboards", "alerts")}
    assert wanted | folders <= set(files)


def test_every_placeholder_is_filled_in() -> None:
    files = scaffold(VALUES)
    for path, text in files.items():
        assert not [name for name in VALUES if f"@{name}@" in text], path
    section = tomllib.loads(files["pyproject.toml"])["tool"]["glimpse-gitops"]
    assert (section["owner"], section["project"]) == ("shop", "p-1")


def test_new_files_come_with_their_folders(tmp_path: Path) -> None:
    write_new({"a/b/c.txt": "한국어"}, tmp_path / "new")
    assert (tmp_path / "new/a/b/c.txt").read_text(encoding="utf-8") == "한국어"


def test_where_one_file_is_there_already_none_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"has b.txt already, and init overwrites nothing"):
        write_new({"a.txt": "new", "b.txt": "new"}, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["b.txt"]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written: Not a directory"):
        write_new({"a.txt": "new"}, tmp_path / "file" / "inside")
