"""The files of a new repository, from the templates in `starter/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import UsageError

TEMPLATES = Path(__file__).with_name("starter")
_RENAMED = {"gitignore": ".gitignore"}


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


def write_new(files: Mapping[str, str], folder: Path) -> None:
    """Write the files into `folder`; where one of them is there already, write none."""
    there = [path for path in files if (folder / path).exists()]
    if there:
        raise UsageError(
            f"{folder} has {', '.join(there)} already, and init overwrites nothing", "choose an empty folder"
        )
    for path, text in files.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{file} cannot be written: {error.strerror}") from None
