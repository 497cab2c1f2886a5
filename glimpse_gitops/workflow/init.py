"""`init`: a new repository that builds, lints and applies as it is."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

from .. import __version__
from ..errors import UsageError
from ..files.installation import documentation, requirement
from ..files.scaffold import scaffold, write_new
from .build import build

_OF_A_NEW_CLONE = re.compile(r"\..*|(?:README|LICEN[CS]E)(?:\..*)?", re.IGNORECASE)
"""Names of files that a repository has when it is made, before anything is in it."""


def local_source() -> str:
    """The place on this machine that the tool was installed from; empty where others can install it too."""
    _, at, url = requirement(__version__).partition(" @ ")
    return url if at and url.startswith("file:") else ""


def ensure_empty(folder: Path) -> None:
    """Raise UsageError where `folder` holds more than a new clone does: 16 files among others are seldom meant."""
    others = sorted(file.name for file in folder.iterdir() if not _OF_A_NEW_CLONE.fullmatch(file.name))
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        raise UsageError(
            f"no folder is named, and this one is not empty: {', '.join(others[:3])}{more}",
            "glimpse-gitops init my-monitoring makes a folder; glimpse-gitops init . writes into this one, "
            "and overwrites nothing",
        )


def init(folder: Path, owner: str) -> tuple[str, ...]:
    """Write the new repository into `folder`, build it, and return the paths of its files."""
    name = owner or re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-")[:26].strip("-")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,25}", name):
        raise UsageError(
            f'"{owner or folder.resolve().name}" is no name for an owner',
            "give one with --owner: lower-case letters, digits and dashes, 26 at most",
        )
    values = {
        "OWNER": name,
        "DISTRIBUTION": name if f"-{name}".endswith("-monitoring") else f"{name}-monitoring",
        "TITLE": name.replace("-", " ").capitalize(),
        "PROJECT": str(uuid.uuid4()),
        "PACKAGE": requirement(__version__),
        "DOCS": documentation(requirement(__version__)),
    }
    files = write_new(scaffold(values), folder)
    report = build(folder.resolve())
    return (*files, *report.written)
