"""Artifacts on disk: written only where their content changed, and never half."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ProjectError
from ..model.artifact import Artifact


@dataclass(frozen=True)
class WriteReport:
    """What a build did to the files, as paths relative to the project."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_over: tuple[str, ...] = ()
    """Files of an earlier build that were removed, or would be."""
    broken: tuple[str, ...] = ()
    """Rules whose expressions are not valid, and why: one of them, and Prometheus refuses its whole file."""


def write_artifacts(artifacts: Iterable[Artifact], root: Path, *, check: bool = False) -> WriteReport:
    """Write what differs from the disk; with `check`, only say what would be written."""
    written, unchanged = [], []
    for artifact in artifacts:
        path = root / artifact.path
        content = artifact.text.encode()
        # Git on Windows checks files out with its own line breaks, and takes them back when it commits.
        if _read(path) in (content, content.replace(b"\n", b"\r\n")):
            unchanged.append(artifact.path)
            continue
        written.append(artifact.path)
        if not check:
            _replace(path, content)
    return WriteReport(tuple(written), tuple(unchanged))


def remove(paths: Iterable[str], root: Path) -> None:
    """Remove files of an earlier build."""
    for path in paths:
        try:
            (root / path).unlink(missing_ok=True)
        except OSError as error:
            raise ProjectError(f"{path} cannot be removed: {error.strerror}", "remove it by hand") from None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _replace(path: Path, content: bytes) -> None:
    # A rename within one folder is atomic: who reads the file meanwhile sees the old or the new one, never a part.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ProjectError(
            f"{path} cannot be written: {error.strerror}", "check the folder's permissions and space"
        ) from None
