"""The files of a new repository, from the templates in `starter/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import UsageError

TEMPLATES = Path(__file__).with_name("starter")
_RENAMED = {"gitignore": ".gitignore"}
_KEPT = ("README.md", ".gitignore")


def scaffold(values: Mapping[str, str]) -> dict[str, str]:
    """Path → text of every file, with `@NAME@` replaced by `values["NAME"]`."""
    files = {}
    for template in sorted(TEMPLATES.rglob("*.txt")):
        path = template.relative_to(TEMPLATES).as_posix().removesuffix(".txt")
        text = template.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        files[_RENAMED.get(path, path)] = text
    return files


def write_new(files: Mapping[str, str], folder: Path) -> list[str]:
    """Write the files into `folder` and return their paths.

    A README or .gitignore that is there is kept; where any other file is there already, none is written.
    """
    there = [path for path in files if (folder / path).exists()]
    in_the_way = [path for path in there if path not in _KEPT]
    if in_the_way:
        more = f" and {len(in_the_way) - 3} more" if len(in_the_way) > 3 else ""
        raise UsageError(
            f"{folder} has {', '.join(in_the_way[:3])}{more} already, and init overwrites nothing",
            "choose an empty folder, or move them away",
        )
    new = [path for path in files if path not in there]
    for path in new:
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(files[path], encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}") from None
    return new
