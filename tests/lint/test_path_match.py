"""Globs of paths."""

from __future__ import annotations

import pytest

from glimpse_gitops.lint.path_match import matches


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("vendor/**", "vendor/a/b.yml", True),
        ("vendor/**", "vendors/a.yml", False),
        ("vendor", "vendor/a/b.yml", True),
        ("vendor/", "vendor/a.yml", True),
        ("./vendor", "vendor/a.yml", True),
        ("*.yml", "a.yml", True),
        ("*.yml", "a/b.yml", False),
        ("**/*.yml", "b.yml", True),
        ("**/*.yml", "a/b/c.yml", True),
        ("a?.yml", "ab.yml", True),
        ("a?.yml", "a/.yml", False),
        ("[ab].yml", "b.yml", True),
        ("[!ab].yml", "b.yml", False),
        ("a.b", "aXb", False),
        ("(.yml", "(.yml", True),
        ("**", "any/where", True),
    ],
)
def test_a_glob_names_paths(glob: str, path: str, expected: bool) -> None:
    assert matches(path, (glob,)) is expected
