"""Which series a change no longer records."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.files.git_recordings import recordings_removed

from .test_git_changes import git


def rules(*names: str) -> str:
    """A rule file that records these."""
    return "groups:\n- name: a\n  rules:\n" + "".join(f"  - {{record: {name!r}, expr: up}}\n" for name in names)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two rule files in one commit."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.yml").write_text(rules("job:a:sum", "job:b:sum"))
    (tmp_path / "ä b.yaml").write_text(rules("job:c:sum"))
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    return tmp_path


def test_nothing_is_removed_where_nothing_has_changed(repository: Path) -> None:
    assert recordings_removed("main", repository) == ()


def test_a_rule_and_a_file_that_are_gone_are_named(repository: Path) -> None:
    (repository / "a.yml").write_text(rules("job:b:sum", "job:d:sum"))
    (repository / "ä b.yaml").unlink()
    assert recordings_removed("main", repository) == ("job:a:sum", "job:c:sum")


def test_a_rule_that_moves_to_another_file_is_there(repository: Path) -> None:
    (repository / "a.yml").write_text(rules("job:b:sum"))
    (repository / "new.yml").write_text(rules("job:a:sum"))
    assert recordings_removed("main", repository) == ()


def test_a_file_that_is_no_rule_file_any_more_records_nothing(repository: Path) -> None:
    (repository / "a.yml").write_text("groups: [\n")
    assert recordings_removed("HEAD", repository) == ("job:a:sum", "job:b:sum")


def test_what_is_no_commit_is_told(repository: Path) -> None:
    with pytest.raises(UsageError):
        recordings_removed("nowhere", repository)
