"""`init`: a new repository that builds, lints and applies as it is."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

from .. import __version__
from ..errors import UsageError
from ..files.installation import requirement
from ..files.scaffold import scaffold, write_new
from .build import build


def local_source() -> str:
    """The place on this machine that the tool was installed from; empty where others can install it too."""
    _, at, url = requirement(__version__).partition(" @ ")
    return url if at and url.startswith("file:") else ""


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
    }
    files = write_new(scaffold(values), folder)
    report = build(folder.resolve())
    return (*files, *report.written)
