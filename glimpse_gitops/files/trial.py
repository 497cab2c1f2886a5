"""A project with other files, tried out in a temporary copy: the project itself stays as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.artifact import Artifact
from .source_folders import SOURCE_FOLDERS

_PASSING = shutil.ignore_patterns("__pycache__", ".*")


@contextmanager
def trial(root: Path, files: Iterable[Artifact]) -> Iterator[Path]:
    """The root of a copy in which `files` are as given; what stands beside the source folders is linked to."""
    with tempfile.TemporaryDirectory(prefix="glimpse-gitops-") as folder:
        copy = Path(folder).resolve()
        for entry in root.iterdir():
            if entry.name in SOURCE_FOLDERS and entry.is_dir():
                shutil.copytree(entry, copy / entry.name, ignore=_PASSING)
            elif not entry.name.startswith("."):
                (copy / entry.name).symlink_to(entry, target_is_directory=entry.is_dir())
        for file in files:
            path = copy / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        yield copy
