"""`.glimpse.toml` beside files without comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.files.ignore_files import find_ignore_files, read_ignore_files

ENTRY = """[[ignore]]
rules = ["DB302", "missing-unit"]
files = ["node.json"]
objects = ["panel CPU"]
reason = "taken as it is"
until = 2027-01-31

[[ignore]]
rules = ["DB301"]
"""


def test_an_entry_names_rules_files_objects_a_reason_and_a_day(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / ".glimpse.toml").write_text(ENTRY)
    entries, faults = read_ignore_files(find_ignore_files([tmp_path]), tmp_path)
    assert not faults
    first, second = entries
    assert (first.rules, first.files, first.objects) == (
        ("DB302", "missing-unit"),
        ("vendor/node.json",),
        ("panel CPU",),
    )
    assert (first.reason, first.until, str(first.origin)) == ("taken as it is", "2027-01-31", "vendor/.glimpse.toml:1")
    assert (second.files, second.origin.line) == (("vendor/**",), 8)


def test_the_one_beside_a_file_is_found_and_hidden_folders_are_not_searched(tmp_path: Path) -> None:
    for folder in ("a", ".venv"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ".glimpse.toml").write_text(ENTRY)
    (tmp_path / "a" / "x.json").write_text("{}")
    beside = [tmp_path / "a" / ".glimpse.toml"]
    assert find_ignore_files([tmp_path / "a" / "x.json"]) == find_ignore_files([tmp_path]) == beside


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[ignore]", "this cannot be read"),
        ("ignore = 1", "must be tables of its own"),
        ('[[ignore]]\nrules = "DB302"', "rules must be a list of strings"),
        ("[[ignore]]\nrule = []", 'unknown key "rule"'),
        ("[[ignore]]\nuntil = 7", "until a day"),
        ("[other]", 'unknown key "other"'),
    ],
)
def test_what_is_wrong_in_it_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / ".glimpse.toml").write_text(text)
    _, faults = read_ignore_files(find_ignore_files([tmp_path]), tmp_path)
    assert [message in one.message for one in faults] == [True]
    assert faults[0].origin.line == 1
