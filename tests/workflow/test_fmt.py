"""`fmt` on files and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.workflow.fmt import format_files, format_text

RULES = "groups:\n- name: a\n  rules:\n  - record: x\n    expr: {}\n"
BEFORE, AFTER = RULES.format("sum( up )"), RULES.format("sum(up)")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yml"
    path.write_text(BEFORE)
    return path


def test_a_file_is_formatted_in_place(file: Path) -> None:
    (report,) = format_files([file], 100, write=True)
    assert report.is_changed
    assert file.read_text() == AFTER


def test_a_file_is_only_looked_at_when_nothing_is_to_be_written(file: Path) -> None:
    (report,) = format_files([file], 100, write=False)
    assert file.read_text() == BEFORE
    assert "-    expr: sum( up )\n+    expr: sum(up)\n" in report.diff()


def test_links_and_permissions_stay(file: Path) -> None:
    file.chmod(0o640)
    link = file.with_name("link.yml")
    link.symlink_to(file)
    format_files([link], 100, write=True)
    assert link.is_symlink()
    assert file.read_text() == AFTER
    assert file.stat().st_mode & 0o777 == 0o640


def test_the_diff_says_where_a_line_end_is_missing(file: Path) -> None:
    file.write_text(BEFORE.rstrip("\n"))
    (report,) = format_files([file], 100, write=False)
    assert report.diff().endswith("+    expr: sum(up)\n\\ No newline at end of file\n")


def test_a_folder_stands_for_its_visible_rule_files(file: Path) -> None:
    folder = file.parent
    (folder / ".git").mkdir()
    (folder / ".git" / "rules.yml").write_text(BEFORE)
    (folder / "more").mkdir()
    (folder / "more" / "a.yaml").write_text(AFTER)
    (folder / "made.yml").write_text(BEFORE)
    (folder / "made.py").write_text("")
    reports = format_files([folder], 100, write=True)
    assert [(report.path.name, report.is_changed) for report in reports] == [("a.yaml", False), ("rules.yml", True)]


def test_a_file_that_build_makes_is_left(file: Path) -> None:
    file.with_suffix(".py").write_text("")
    (report,) = format_files([file], 100, write=True)
    assert file.read_text() == BEFORE
    assert "change rules.py" in report.formatted.left[0].reason


def test_a_file_in_another_encoding_is_a_fault_and_stays(file: Path) -> None:
    file.write_bytes(b"# \xff\n")
    (report,) = format_files([file], 100, write=True)
    assert report.formatted.left[0].is_fault
    assert file.read_bytes() == b"# \xff\n"


def test_a_path_that_is_not_there_is_refused_before_anything_is_written(file: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        format_files([file, file.parent / "gone.yml"], 100, write=True)
    assert file.read_text() == BEFORE


def test_one_expression_may_hold_grafana_variables() -> None:
    assert format_text("sum(rate(up[$__rate_interval]))by(job)", 100) == (
        "sum by (job) (rate(up[$__rate_interval]))\n",
        (),
    )
    assert format_text("sum(", 100)[1]
