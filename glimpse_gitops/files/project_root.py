"""The project's root: the folder whose pyproject.toml has our section."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from ..errors import SettingsError

SECTION = "glimpse-gitops"


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` whose pyproject.toml has our section."""
    root = root_around(start)
    if root is not None:
        return root
    raise SettingsError(
        f"no project at {start}: neither it nor a folder above it has a pyproject.toml with [tool.{SECTION}]",
        "change into the project, give it with --project, or make one with `glimpse-gitops init`",
    )


def root_around(start: Path) -> Path | None:
    """As `find_root`, and None where there is none."""
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file() and section(file) is not None:
            return folder
    return None


def section(file: Path) -> Any:
    """Our section of a pyproject.toml, None where it has none."""
    tool = _read(file).get("tool")
    return tool.get(SECTION) if isinstance(tool, dict) else None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{file} is not valid TOML: {error}", "correct the file, then run the command again"
        ) from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from None
