"""The baseline file."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.errors import SettingsError
from glimpse_gitops.files.lint_baseline import read_baseline, write_baseline
from glimpse_gitops.model.baseline import BaselineEntry

ENTRIES = (BaselineEntry("bb", "PQ105", "b.yml", "alert rule B"), BaselineEntry("aa", "PQ105", "a.yml", "한글"))


def test_what_is_written_is_read_again_in_an_order_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "deep.json"
    write_baseline(file, ENTRIES)
    assert read_baseline(file) == tuple(reversed(ENTRIES))
    lines = file.read_text(encoding="utf-8").split("\n")
    assert [line.count("fingerprint") for line in lines].count(1) == 2, "one line an entry, so that merges are easy"
    write_baseline(file, ())
    assert read_baseline(file) == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}', '{"version": 1, "findings": [{}]}', "[" * 99999])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(SettingsError, match="is no baseline"):
        read_baseline(tmp_path / "a.json")


def test_a_newer_version_and_a_missing_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"version": 2, "findings": []}')
    with pytest.raises(SettingsError, match="version 2"):
        read_baseline(tmp_path / "a.json")
    with pytest.raises(SettingsError, match="is not there"):
        read_baseline(tmp_path / "b.json")
