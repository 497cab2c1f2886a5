"""Dashboards from elsewhere with one uid: one for each version of a thing, or two in each other's way."""

from __future__ import annotations

import json

from glimpse_gitops.files.foreign_files import foreign_from_bytes
from glimpse_gitops.lint.files_run import lint_files


def found(one: str, other: str) -> bool:
    """Whether two dashboards of one uid in files of these names are reported."""
    boards = {path: {"uid": "load", "title": f"Board {path}", "panels": []} for path in (one, other)}
    files = [foreign_from_bytes(path, json.dumps(board).encode()) for path, board in boards.items()]
    return any(finding.rule == "DB327" for finding in lint_files(files))


def test_files_of_two_versions_are_variants_to_choose_from() -> None:
    assert not found("api-3.11.json", "api-4.3.json")


def test_files_of_other_names_and_numbers_are_not() -> None:
    assert found("api-3.11.json", "kubelet-3.11.json")
    assert found("host-1.json", "host-2.json")
