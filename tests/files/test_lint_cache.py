"""The cache gives back what was found, or nothing, whatever became of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.files.lint_cache import Kept, LintCache, key_of
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.fix import Fix, TextEdit, ValueEdit
from glimpse_gitops.model.origin import Origin

AT = Origin("a.yml", 3, 5, 3, 9)
FIX = Fix("mend it", (TextEdit(AT, "up", (0, 1), "x"), ValueEdit(AT, [1, None], {"a": [2]})), safe=True)
FINDING = Finding("PQ001", "syntax-error", Severity.ERROR, "broken", AT, "rule", "hint", "up", (0, 2), AT, FIX, "f00d")
KEPT = Kept((FINDING,), (("b.yml", "it is empty"),), ((".glimpse.toml", 3, "PQ001"),))


def test_what_was_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    LintCache(tmp_path).write("key", KEPT)
    assert LintCache(tmp_path).read("key") == KEPT
    assert (tmp_path / ".glimpse-gitops" / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"findings": [], "skipped": 3}', b'{"findings": [["Origin", "a"]]}'),
        b'{"findings": [], "skipped": [], "needed": [["a", "b", "c"]]}',
        *(b'{"findings": [["Finding"]], "skipped": []}', b'{"findings": [["os.system", "x"]], "skipped": []}'),
        b'{"findings": [["Finding", "a", "b", 9, "c", null]], "skipped": []}',
    ],
)
def test_an_entry_that_is_damaged_counts_as_not_there(tmp_path: Path, content: bytes) -> None:
    LintCache(tmp_path).write("key", KEPT)
    (entry,) = (tmp_path / ".glimpse-gitops" / "lint").glob("*.json")
    entry.write_bytes(content)
    assert LintCache(tmp_path).read("key") is None


def test_only_the_newest_entries_are_kept(tmp_path: Path) -> None:
    for number in range(40):
        LintCache(tmp_path).write(str(number), Kept(()))
    assert len(list((tmp_path / ".glimpse-gitops" / "lint").iterdir())) < 40


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".glimpse-gitops").write_text("in the way", encoding="utf-8")
    LintCache(tmp_path).write("key", KEPT)
    assert LintCache(tmp_path).read("key") is None


def test_the_key_changes_with_the_files_their_names_and_what_is_known_beside_them() -> None:
    given = [
        key_of(["settings"], {"a.yml": b"1", "b.yml": b"2"}),
        key_of(["settings"], {"a.yml": b"12", "b.yml": b""}),
        key_of(["settings"], {"a.yml": b"1", "c.yml": b"2"}),
        key_of(["other settings"], {"a.yml": b"1", "b.yml": b"2"}),
        key_of(["settings"], {"a.yml": b"1", "b.yml": OSError(13, "Permission denied")}),
    ]
    assert len(set(given)) == len(given)
