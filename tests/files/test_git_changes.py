"""Which lines have changed since a commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.files.git_changes import EVERY_LINE, changed_since


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two files in one commit, `main`, and a branch that is checked out."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "ä b.yml").write_text("".join(f"line {number}\n" for number in range(1, 11)))
    (tmp_path / "gone.yml").write_text("x\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    git(tmp_path, "checkout", "-q", "-b", "work")
    return tmp_path


def test_lines_that_differ_and_new_files_are_named(repository: Path) -> None:
    file = repository / "sub" / "ä b.yml"
    file.write_text(file.read_text().replace("line 3\n", "line three\nmore\n").replace("line 8\n", ""))
    (repository / "new.yml").write_text("x\n")
    (repository / "gone.yml").unlink()
    found = changed_since("main", repository)
    assert found == {"sub/ä b.yml": ((3, 4), (8, 9)), "new.yml": EVERY_LINE}
    assert changed_since("main", repository / "sub") == {"ä b.yml": ((3, 4), (8, 9))}


@pytest.mark.parametrize("name", ['a "b" \\ c.yml', "a\tb.yml", "a\x01b.yml", "a\nb.yml"])
def test_paths_that_git_quotes_are_named_as_they_are(repository: Path, name: str) -> None:
    (repository / name).write_text("x\n")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "second")
    (repository / name).write_text("x\ny\n")
    assert changed_since("HEAD", repository) == {name: ((2, 2),)}


def test_lines_that_look_like_the_head_of_a_file_are_lines(repository: Path) -> None:
    (repository / "gone.yml").write_text("++ b/other.yml\n@@ -1 +1 @@\ny\n")
    assert changed_since("main", repository) == {"gone.yml": ((1, 3),)}
    git(repository, "commit", "-q", "-a", "-m", "second")
    (repository / "gone.yml").write_text("y\n-- a/x\n")
    assert changed_since("HEAD", repository) == {"gone.yml": ((1, 1), (2, 2))}


def test_what_the_other_branch_did_meanwhile_does_not_count(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    (repository / "gone.yml").write_text("y\n")
    git(repository, "commit", "-q", "-am", "second")
    git(repository, "checkout", "-q", "work")
    assert changed_since("main", repository) == {}


@pytest.mark.parametrize("reference", ["nowhere", "--output=x", ""])
def test_a_commit_that_is_none_is_refused(repository: Path, reference: str) -> None:
    with pytest.raises(UsageError):
        changed_since(reference, repository)


def test_outside_of_a_repository_git_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="git does not say"):
        changed_since("main", tmp_path)
