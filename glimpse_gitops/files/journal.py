"""Journals of runs: what was there before, written whole before the first write, and marked as the run goes on.

A file a run, one JSON document a line: the head, an object a line with its pre-image, then a mark for each beginning
and end. Marks are appended, so a run that is killed leaves a journal that tells how far it came.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, TextIO

from ..errors import SettingsError, UsageError
from ..model.plan import Outcome
from ..model.resource import ResourceId
from ..model.run import EntryState, RunEntry, RunHead, RunRecord
from .journal_lines import FORMAT, entry_from, entry_line, id_from, id_line

DEFAULT = ".glimpse-gitops/runs"
"""Where journals go, below the project's folder."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL

_STATES = {Outcome.DONE: EntryState.DONE, Outcome.FAILED: EntryState.FAILED}


class Journal:
    """The journal of a run that goes on. Safe to use from several threads."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._lock = threading.Lock()

    @classmethod
    def begin(cls, folder: Path, record: RunRecord) -> Journal:
        """Write the head and all entries of `record`; the file is whole or not there, and its owner's only."""
        path = folder / f"{record.head.id}.jsonl"
        lines = [{"format": FORMAT, **asdict(record.head)}, *map(entry_line, record.entries)]
        beside = path.with_name(f".{path.name}.new")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep_out_of_git(folder)
            with os.fdopen(os.open(beside, _NEW, 0o600), "w", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
            return cls(path.open("a", encoding="utf-8"))
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise SettingsError(
                f"the journal of this run cannot be written to {folder}: {error.strerror}",
                "give a folder that can be written to with --journal",
            ) from None

    def note_start(self, id: ResourceId) -> None:
        """The write of an object is about to begin."""
        self._mark({"state": EntryState.STARTED.name.lower(), **id_line(id)})

    def note_end(self, id: ResourceId, outcome: Outcome, message: str = "") -> None:
        """The write of an object has ended."""
        self._mark({"state": _STATES[outcome].name.lower(), **id_line(id)} | ({"message": message} if message else {}))

    def close(self, how: str) -> None:
        """The run has ended."""
        self._mark({"ended": how})
        with self._lock:
            self._file.close()

    def _mark(self, mark: Mapping[str, str]) -> None:
        with self._lock:
            self._file.write(json.dumps(mark, ensure_ascii=False) + "\n")
            self._file.flush()


def runs_in(folder: Path) -> list[RunRecord]:
    """All runs, the latest first. Files that are no journals are passed over."""
    return [record for record in map(_read, _latest_first(folder)) if record is not None]


def read_run(folder: Path, run: str) -> RunRecord:
    """One run by its id, or by a beginning of it that no other has; `last` is the latest one."""
    names = [path.stem for path in _latest_first(folder)]
    found = names[:1] if run == "last" else [name for name in names if name.startswith(run)]
    if run in names:
        found = [run]
    if len(found) != 1:
        if not names:
            raise UsageError(f"no run has left a journal in {folder}", "--journal names the folder where it is kept")
        what = f'{len(found)} runs begin with "{run}"' if found else f'there is no run "{run}" in {folder}'
        raise UsageError(what, "`glimpse-gitops history` lists them")
    record = _read(folder / f"{found[0]}.jsonl")
    if record is None:
        raise UsageError(f"{folder / found[0]}.jsonl cannot be read as the journal of a run", "was it edited?")
    return record


def _latest_first(folder: Path) -> list[Path]:
    """The journals by the time in their names, which has no parts of a second: of two in one, the file's own time."""
    paths = list(folder.glob("*.jsonl")) if folder.is_dir() else []
    return sorted(paths, key=lambda path: (path.stem.rpartition("-")[0], path.stat().st_mtime_ns), reverse=True)


def _read(path: Path) -> RunRecord | None:
    try:
        lines = list(_lines(path))
        data = dict(lines[0])
        if data.pop("format") != FORMAT:
            return None
        head = RunHead(**data)
        entries = {entry.id: entry for entry in (entry_from(line) for line in lines if "action" in line)}
        ended = ""
        for line in lines[1:]:
            if "ended" in line:
                ended = str(line["ended"])
            elif "state" in line:
                entries[id_from(line)] = _marked(entries[id_from(line)], line)
    except (OSError, IndexError, KeyError, TypeError, ValueError):
        return None
    return RunRecord(head, tuple(entries.values()), ended)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON documents of a journal; a last line that was cut off by a kill does not count."""
    texts = path.read_text(encoding="utf-8").split("\n")
    yield from (json.loads(text) for text in texts[:-1] if text)


def _marked(entry: RunEntry, line: Mapping[str, Any]) -> RunEntry:
    return replace(entry, state=EntryState[str(line["state"]).upper()], message=str(line.get("message", "")))


def _keep_out_of_git(folder: Path) -> None:
    """Pre-images are nobody's business but that of whoever may read the Grafana: they are never committed."""
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
