"""Files that an earlier build made and that today's does not: of modules that were renamed or deleted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from ..render.prometheus_rules import MADE_BY_BUILD
from .source_folders import SOURCE_FOLDERS


def leftovers(
    made: Collection[str], uids: Collection[str], root: Path, folders: Collection[str] = SOURCE_FOLDERS
) -> tuple[str, ...]:
    """The paths of such files: rule files that say that `build` made them, and a second JSON of one dashboard.

    Prometheus would go on loading the one, and Grafana's file provisioning refuse the other. `made` are the paths that
    today's build makes, `uids` those of its dashboards; `folders` are looked through.
    """
    return tuple(
        path
        for path, file in _files(root, folders)
        if path not in made and (_is_made_by_build(file) or _uid_in(file) in uids)
    )


def _files(root: Path, folders: Collection[str]) -> Iterator[tuple[str, Path]]:
    for folder in folders:
        for file in sorted((root / folder).rglob("*.*")):
            if file.suffix in (".yml", ".json") and file.is_file():
                yield file.relative_to(root).as_posix(), file


def _is_made_by_build(file: Path) -> bool:
    if file.suffix != ".yml":
        return False
    with file.open(encoding="utf-8", errors="replace") as text:
        return MADE_BY_BUILD in text.readline()


def _uid_in(file: Path) -> str | None:
    """The uid of a dashboard's JSON; None for a file that holds something else."""
    if file.suffix != ".json":
        return None
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None
    uid = content.get("uid") if isinstance(content, dict) and "panels" in content else None
    return uid if isinstance(uid, str) else None
