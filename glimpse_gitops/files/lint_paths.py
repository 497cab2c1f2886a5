"""Which files lie at the paths that `lint` is given."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".yml", ".yaml", ".json")
"""How the names of files end that are YAML or JSON, or broken."""

SOUGHT = (*SUFFIXES, ".rules", ".rule")
"""How the names of the files end that are looked for in folders."""

STDIN = Path("-")
"""In place of a path: the text comes from standard input."""

STDIN_NAME = "<stdin>"
"""What standard input is called in findings."""

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True)
class FoundFile:
    """One file to lint."""

    path: Path
    named: bool
    """Whether it was asked for by its own name: then it is told where there is nothing to lint in it."""


def found_files(paths: Iterable[Path]) -> list[FoundFile]:
    """The YAML, JSON and rule files at the paths, each once, those of a folder in the order of their names.

    Hidden files and folders are left out, and so is what `build` made beside a module: the module is what is linted.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        if path == STDIN:
            continue
        if path.is_dir():
            for file in files_below(path, SOUGHT):
                if not file.with_suffix(".py").exists():
                    found.setdefault(file, FoundFile(file, named=False))
        elif path.suffix != ".py":
            found[path] = FoundFile(path, named=True)
    return list(found.values())


def holds_python(paths: Iterable[Path]) -> bool:
    """Whether a Python module is at one of the paths."""
    return any(path.suffix == ".py" or (path.is_dir() and any(files_below(path, (".py",)))) for path in paths)


def files_below(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """The files of a folder and of those in it with one of the endings, by name; none that is hidden."""
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".") and one not in _SKIPPED_FOLDERS)
        for name in sorted(names):
            if name.endswith(suffixes) and not name.startswith("."):
                yield Path(top, name)
