"""Artifacts on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.writer import WriteReport, write_artifacts
from glimpse_gitops.model.artifact import Artifact


def test_a_file_is_written_only_where_its_content_changed(tmp_path: Path) -> None:
    same, new = Artifact("same.json", "{}\n"), Artifact("new.json", "한국어\n")
    (tmp_path / "same.json").write_text("{}\n", encoding="utf-8")
    os.utime(tmp_path / "same.json", (1, 1))
    assert write_artifacts([same, new], tmp_path) == WriteReport(("new.json",), ("same.json",))
    assert (tmp_path / "same.json").stat().st_mtime == 1
    assert (tmp_path / "new.json").read_bytes() == "한국어\n".encode()


@given(texts=st.lists(st.text(st.characters(codec="utf-8")), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_writing_again_writes_nothing(tmp_path: Path, texts: list[str]) -> None:
    artifacts = [Artifact(f"{number}.json", text) for number, text in enumerate(texts)]
    write_artifacts(artifacts, tmp_path)
    assert write_artifacts(artifacts, tmp_path).written == ()
    assert [(tmp_path / one.path).read_bytes().decode() for one in artifacts] == texts


def test_a_check_says_what_would_be_written_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    artifacts = [Artifact("a.json", "new"), Artifact("b.json", "new")]
    assert write_artifacts(artifacts, tmp_path, check=True) == WriteReport(("a.json", "b.json"), ())
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "old"


def test_a_file_that_cannot_be_written_is_one_clear_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    with pytest.raises(ProjectError, match=r"a.json cannot be written: Is a directory"):
        write_artifacts([Artifact("a.json", "new")], tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    write_artifacts([Artifact("a/b.json", "new")], tmp_path)
    assert (tmp_path / "a" / "b.json").read_text(encoding="utf-8") == "new"


def test_a_file_in_the_place_of_a_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"b.json cannot be written: (Not a directory|File exists)"):
        write_artifacts([Artifact("a/b.json", "new")], tmp_path)


def test_the_line_breaks_of_a_windows_checkout_are_no_change(tmp_path: Path) -> None:
    artifact = Artifact("x.json", "{\n}\n")
    (tmp_path / "x.json").write_bytes(b"{\r\n}\r\n")
    assert write_artifacts([artifact], tmp_path, check=True) == WriteReport((), ("x.json",))
    (tmp_path / "x.json").write_bytes(b"{\r\n}\n")
    assert write_artifacts([artifact], tmp_path).written == ("x.json",)
    assert (tmp_path / "x.json").read_bytes() == b"{\n}\n"
