"""What files say to the linter beside what they define: `.glimpse.toml`, and the text of the settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..files.ignore_files import NAME, find_ignore_files, read_ignore_files
from ..files.source_folders import SOURCE_FOLDERS
from ..lint.asides import Asides
from ..model.finding import Finding

_FAMILY = "SP"
"""Rules of what is said to the linter itself."""


def asides_at(root: Path | None, paths: Sequence[Path], base: Path) -> Asides:
    """Those of the paths, and of the project's own folders; comments come from whoever reads the files."""
    folders = [root / folder for folder in SOURCE_FOLDERS if (root / folder).is_dir()] if root is not None else []
    above = [base / NAME] if (base / NAME).is_file() else []
    files = dict.fromkeys(file.resolve() for file in [*above, *find_ignore_files([*folders, *paths])])
    ignored, faults = read_ignore_files(files, base)
    settings = (root / "pyproject.toml") if root is not None else None
    text = settings.read_text(encoding="utf-8", errors="replace") if settings and settings.is_file() else ""
    return Asides({}, ignored, faults, text)


def merged(findings: Iterable[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Findings of two runs; what both say of the settings or of a `.glimpse.toml` is told once."""
    told = list(findings)
    known = {(one.rule, one.origin, one.message) for one in told if one.rule.startswith(_FAMILY)}
    return [*told, *(one for one in more if (one.rule, one.origin, one.message) not in known)]
