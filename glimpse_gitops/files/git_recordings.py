"""Which series a change no longer records: the rule files that differ from a commit, held against what they were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..model.rule_group import RecordingRule
from .foreign_files import foreign_from_bytes
from .git_changes import base_of, git

_ENDINGS = (".yml", ".yaml", ".json")


def recordings_removed(reference: str, folder: Path) -> tuple[str, ...]:
    """The series that rule files below `folder` recorded where this branch left `reference`, and no longer do.

    Raises UsageError where git cannot say.
    """
    base = base_of(reference, folder)
    listed = git(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".").split("\0")
    new = git(folder, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    changed = [path for path in listed if path.endswith(_ENDINGS)]
    was = {path: git(folder, "show", f"{base}:./{path}").encode() for path in changed if _was_there(base, path, folder)}
    files = [folder / path for path in (*changed, *new) if path.endswith(_ENDINGS)]
    now = {str(file): file.read_bytes() for file in files if file.is_file()}
    return tuple(sorted(_recorded(was.items()) - _recorded(now.items())))


def _was_there(base: str, path: str, folder: Path) -> bool:
    return bool(git(folder, "ls-tree", "--name-only", base, "--", path).strip())


def _recorded(files: Iterable[tuple[str, bytes]]) -> set[str]:
    """The names of the series that the files record."""
    return {
        rule.record
        for path, content in files
        for document in foreign_from_bytes(path, content).documents
        for read in document.groups
        for rule in read.group.rules
        if isinstance(rule, RecordingRule)
    }
