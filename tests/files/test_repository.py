"""Where the code is, as git tells."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from glimpse_gitops.files.repository import Repository, repository_around, web_address


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def test_a_folder_outside_of_git_is_in_no_repository(tmp_path: Path) -> None:
    assert repository_around(tmp_path) == Repository()


def test_the_commit_is_told_and_whether_there_are_changes_that_it_lacks(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", "git@git.example:team/shop.git")
    (tmp_path / "a.py").write_text("a = 1\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    clean = repository_around(tmp_path)
    assert (clean.address, len(clean.commit), clean.dirty) == ("https://git.example/team/shop", 40, False)
    (tmp_path / "a.py").write_text("a = 2\n", encoding="utf-8")
    assert repository_around(tmp_path).dirty


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://git.example/team/shop.git", "https://git.example/team/shop"),
        ("https://bot:CANARY@git.example/team/shop", "https://git.example/team/shop"),
        ("https://CANARY@git.example:8443/team/shop.git", "https://git.example:8443/team/shop"),
        ("http://git.example/shop", "http://git.example/shop"),
        ("git@git.example:team/shop.git", "https://git.example/team/shop"),
        ("ssh://git@git.example:2222/team/shop.git", "https://git.example/team/shop"),
        ("/srv/git/shop.git", ""),
        ("", ""),
    ],
)
def test_a_remote_is_told_as_a_page_and_without_credentials(remote: str, address: str) -> None:
    assert web_address(remote) == address
