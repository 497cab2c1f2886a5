"""Findings of earlier runs, kept by a hash of everything that they depend on.

An entry is a JSON file of its own below `.glimpse-gitops/`, which ignores itself in git. It is written whole and then
renamed, so that runs side by side do not disturb each other, and one that cannot be read counts as not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ..lint.asides import Needed
from ..model.finding import Finding
from ..model.finding_json import finding_from_json, finding_to_json

FOLDER = ".glimpse-gitops"
_KEPT = 16
"""Entries that are kept at most: each is the outcome of one call."""


@dataclass(frozen=True)
class Kept:
    """The outcome of a run."""

    findings: tuple[Finding, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    """The files that were skipped, each with its reason."""
    needed: tuple[Needed, ...] = ()
    """Which entries of `.glimpse.toml` silenced what."""


class LintCache:
    """The entries below one folder."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER / "lint"

    def read(self, key: str) -> Kept | None:
        """What was kept under the key; None where nothing is, or where it cannot be read."""
        try:
            kept = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            return Kept(
                tuple(map(finding_from_json, kept["findings"])),
                tuple((str(path), str(word)) for path, word in kept["skipped"]),
                tuple((str(path), int(line), str(rule)) for path, line, rule in kept["needed"]),
            )
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, key: str, outcome: Kept) -> None:
        """Keep the outcome of a run; where the folder cannot be written, nothing is kept."""
        findings = [finding_to_json(one) for one in outcome.findings]
        kept = {"findings": findings, "skipped": outcome.skipped, "needed": outcome.needed}
        half = self.folder / f"{key}.{os.getpid()}.half"
        with contextlib.suppress(OSError, ValueError):
            self.make_folder()
            half.write_text(json.dumps(kept), encoding="utf-8")
            half.replace(self.folder / f"{key}.json")
            self._forget()

    def make_folder(self) -> None:
        """Make the folder, which git is told to ignore. Raises OSError where that cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        ignored = self.folder.parent / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")

    def _forget(self) -> None:
        entries = sorted(self.folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in entries[_KEPT:]:
            old.unlink(missing_ok=True)


def key_of(known: Iterable[object], contents: Mapping[str, bytes | OSError]) -> str:
    """The hash of this tool, of what is known beside the files, and of the files."""
    digest = hashlib.sha256(tool().encode())
    for one in known:
        digest.update(repr(one).encode(errors="surrogatepass"))
    for path, content in contents.items():
        told = content if isinstance(content, bytes) else str(content).encode()
        digest.update(f"\0{path}\0{len(told)}\0".encode(errors="surrogatepass"))
        digest.update(told)
    return digest.hexdigest()


@cache
def tool() -> str:
    """What tells this version of the tool from any other: its modules' sizes and dates, Python, the parsers."""
    parts = [sys.version]
    for name in ("yaml", "promql_parser"):
        spec = find_spec(name)
        if spec is not None and spec.origin:
            found = Path(spec.origin).stat()
            parts.append(f"{spec.origin} {found.st_size} {found.st_mtime_ns}")
    parts += _modules_below(str(Path(__file__).parents[1]))
    return "\n".join(parts)


def _modules_below(folder: str) -> list[str]:
    parts: list[str] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if entry.name.endswith(".py"):
                found = entry.stat()
                parts.append(f"{entry.path} {found.st_size} {found.st_mtime_ns}")
            elif entry.name != "__pycache__" and entry.is_dir():
                parts += _modules_below(entry.path)
    return parts
