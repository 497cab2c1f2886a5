"""Files that only their owner may reach: a folder that is closed to others, which git does not see."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..errors import ProjectError

_IGNORED = "# What is in here is secret, and made anew by one command.\n*\n"


def write_private(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into `folder`, which nobody else can enter, and which git ignores as a whole.

    Containers run as users of their own, so the files themselves are readable: each is mounted by itself.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name, content in {".gitignore": _IGNORED.encode(), **files}.items():
            (folder / name).write_bytes(content)
            (folder / name).chmod(0o644)
    except OSError as error:
        raise ProjectError(
            f"{folder} cannot be written: {error.strerror}", "check the folder's permissions and space"
        ) from None
