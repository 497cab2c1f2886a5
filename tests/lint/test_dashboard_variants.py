"""Dashboards from elsewhere with one uid or title: variants to choose from, or two in each other's way."""

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


def entitled_alike(*names: str) -> bool:
    """Whether dashboards of one title in files of these names are reported."""
    boards = {name: {"uid": f"load-{index}", "title": "Load", "panels": []} for index, name in enumerate(names)}
    files = [foreign_from_bytes(path, json.dumps(board).encode()) for path, board in boards.items()]
    return any(finding.rule == "DB329" for finding in lint_files(files))


def test_a_title_in_two_files_that_are_called_otherwise_is_told_of() -> None:
    assert entitled_alike("hosts.json", "disks.json")
    assert entitled_alike("boards/hosts.json", "boards/hostsize.json")


def test_two_in_one_file_are_both_installed() -> None:
    boards = [{"uid": uid, "title": "Load", "rows": ()} for uid in ("load-hosts", "load-disks")]
    found = lint_files([foreign_from_bytes("load.json", json.dumps(boards).encode())])
    assert "DB329" in {finding.rule for finding in found}


def test_files_whose_names_go_on_where_others_end_are_variants_of_one_dashboard() -> None:
    assert not entitled_alike("dashboard.json", "dashboard-alt.json")
    assert not entitled_alike("Load.adx.json", "Load.am.json")


def test_three_of_one_title_are_versions_that_somebody_keeps() -> None:
    assert not entitled_alike("dashboard-grid.json", "dashboard-orig.json", "dashboard-v2.8.json")
