"""Which lines of which files differ from a commit, as git says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ..errors import UsageError

Lines = tuple[tuple[int, int], ...]
"""First and last line of each part that differs."""

EVERY_LINE: Lines = ((1, 1 << 31),)

_HUNK = re.compile(r"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPED = re.compile(r'\\(["\\abfnrtv]|[0-7]{3})')
_MEANING = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", '"': '"', "\\": "\\"}


def changed_since(reference: str, folder: Path) -> Mapping[str, Lines]:
    """Path relative to `folder` → its lines that differ from where this branch left `reference`.

    Files that git does not know yet are new in every line. Raises UsageError where git cannot say.
    """
    base = base_of(reference, folder)
    diff = git(folder, "-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff",
                "--no-renames", "--relative", "--src-prefix=a/", "--dst-prefix=b/", base, "--", ".")  # fmt: skip
    found: dict[str, Lines] = dict(_parsed(diff))
    for path in git(folder, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if path:
            found[path] = EVERY_LINE
    return found


def base_of(reference: str, folder: Path) -> str:
    """The commit where this branch left `reference`, else that commit itself. Raises UsageError for no commit."""
    if reference.startswith("-"):
        raise UsageError(f'"{reference}" is no commit', "give a branch, a tag or a commit")
    try:
        return git(folder, "merge-base", reference, "HEAD").strip()
    except UsageError:
        return git(folder, "rev-parse", "--verify", f"{reference}^{{commit}}").strip()


def _parsed(diff: str) -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    path, left = "", 0
    for line in diff.split("\n"):
        if left and line[:1] in ("+", "-"):
            # A line of a file may well look like the head of a part.
            left -= 1
        elif line.startswith("+++ "):
            path = _unquoted(line[4:].rstrip("\t")).removeprefix("b/")
        elif path and (hunk := _HUNK.match(line)):
            first, count = int(hunk["first"]), int(hunk["count"] or 1)
            left = count + int(hunk["gone"] or 1)
            # Where lines are only gone, the lines around the gap are what has changed.
            part = (first, first + count - 1) if count else (max(1, first), first + 1)
            found[path] = (*found.get(path, ()), part)
    found.pop("/dev/null", None)
    return found


def _unquoted(path: str) -> str:
    """A path as it is: git puts those with quotes, backslashes and control characters between quotes, escaped."""
    if not path.startswith('"'):
        return path
    return _ESCAPED.sub(lambda found: _MEANING.get(found[1]) or chr(int(found[1], 8)), path[1:-1])


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints. Raises UsageError with what git says where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}", "--changed-since needs git") from None
    if done.returncode:
        said = (done.stderr.strip().split("\n") or [""])[0].removeprefix("fatal: ")
        raise UsageError(f"git does not say what has changed: {said}", "give a commit that this repository has")
    return done.stdout
