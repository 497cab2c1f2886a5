"""`.glimpse.toml`: beside files that have no comments, such as JSON, it says what the linter is to leave alone.

[[ignore]]
rules = ["DB302"]
files = ["node.json"]          # globs from here on; without them everything in this folder
objects = ["panel CPU"]        # a part of the object's name in a report; without them all
reason = "the vendor's dashboard, taken as it is"
until = 2027-01-31
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..model.ignored import IgnoredFiles, IgnoreFault
from ..model.origin import Origin

NAME = ".glimpse.toml"

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*ignore[ \t]*\]\]", re.MULTILINE)
_LISTS = ("rules", "files", "objects")
_KEYS = (*_LISTS, "reason", "until")


def find_ignore_files(paths: Iterable[Path]) -> list[Path]:
    """Those in the folders of files, and those in and under folders; hidden folders are left out."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob(NAME)):
                if not any(part.startswith(".") for part in file.relative_to(path).parts[:-1]):
                    found[file] = None
        elif (beside := path.parent / NAME).is_file():
            found[beside] = None
    return list(found)


def read_ignore_files(files: Iterable[Path], base: Path) -> tuple[tuple[IgnoredFiles, ...], tuple[IgnoreFault, ...]]:
    """The entries of some files and what is wrong with them; paths are named as findings name them."""
    entries: list[IgnoredFiles] = []
    faults: list[IgnoreFault] = []
    for file in files:
        resolved = file.resolve()
        name = resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else str(resolved)
        for one in _entries(file, name):
            (entries if isinstance(one, IgnoredFiles) else faults).append(one)  # type: ignore[arg-type]
    return tuple(entries), tuple(faults)


def _entries(file: Path, name: str) -> Iterator[IgnoredFiles | IgnoreFault]:
    try:
        text = file.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        yield IgnoreFault(f"this cannot be read: {error}", Origin(name, 1), "correct the file")
        return
    for key in given:
        if key != "ignore":
            yield IgnoreFault(f'unknown key "{key}"', Origin(name, 1, exact=False), "write [[ignore]] tables")
    tables = given.get("ignore", [])
    lines = [text.count("\n", 0, match.end()) + 1 for match in _HEADER.finditer(text)]
    if not isinstance(tables, list) or len(lines) != len(tables):
        yield IgnoreFault("ignore must be tables of its own", Origin(name, 1), "write [[ignore]]")
        return
    for line, table in zip(lines, tables, strict=True):
        yield from _entry(table, Origin(name, line, exact=False))


def _entry(table: Mapping[str, Any], origin: Origin) -> Iterator[IgnoredFiles | IgnoreFault]:
    for key in table:
        if key not in _KEYS:
            yield IgnoreFault(f'unknown key "{key}"', origin, f"the keys are {', '.join(_KEYS)}")
    lists: dict[str, tuple[str, ...]] = {}
    for key in _LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield IgnoreFault(f"{key} must be a list of strings, not {value!r}", origin)
            return
        lists[key] = tuple(value)
    until, reason = table.get("until", ""), table.get("reason", "")
    if not isinstance(until, str | date) or not isinstance(reason, str):
        yield IgnoreFault("reason must be a string, and until a day such as 2027-01-31", origin)
        return
    folder = origin.path.rpartition("/")[0]
    globs = tuple(f"{folder}/{glob}" if folder else glob for glob in lists["files"] or ("**",))
    yield IgnoredFiles(lists["rules"], globs, origin, lists["objects"], reason, str(until))
