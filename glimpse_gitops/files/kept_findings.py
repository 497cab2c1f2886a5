"""What was found in single files, kept by a hash of all that it depends on: one row a file, in SQLite.

Runs side by side may read and write it. Where it cannot be opened, is damaged or is locked for long, nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..lint.file_subjects import Told
from ..model.finding_json import finding_from_json, finding_to_json
from .lint_cache import LintCache

NAME = "files.sqlite"
_KEPT = 20_000
"""Rows that are kept: the ones that were written last."""
_AT_ONCE = 500
"""Keys that one question names."""
_WAIT = 2.0
"""Seconds that a run waits for another one that writes."""

_TABLE = "CREATE TABLE IF NOT EXISTS found (key TEXT PRIMARY KEY ON CONFLICT REPLACE, told TEXT NOT NULL)"


class KeptFindings:
    """The rows beside the entries of a cache."""

    def __init__(self, cache: LintCache) -> None:
        self._cache, self._file = cache, cache.folder / NAME

    def read(self, keys: Iterable[str]) -> dict[str, list[Told]]:
        """What is kept under the keys."""
        wanted = list(keys)
        found: dict[str, list[Told]] = {}
        if not self._file.is_file():
            return found
        with contextlib.suppress(sqlite3.Error), self._open() as store:
            for start in range(0, len(wanted), _AT_ONCE):
                some = wanted[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                for key, told in store.execute(f"SELECT key, told FROM found WHERE key IN ({marks})", some):
                    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
                        found[str(key)] = _read(told)
        return found

    def write(self, found: Mapping[str, Sequence[Told]]) -> None:
        """Keep what was found."""
        if not found:
            return
        rows = [(key, _written(told)) for key, told in found.items()]
        with contextlib.suppress(OSError):
            self._cache.make_folder()
        try:
            with self._open() as store:
                store.execute(_TABLE)
                store.executemany("INSERT INTO found VALUES (?, ?)", rows)
                store.execute("DELETE FROM found WHERE rowid <= (SELECT max(rowid) FROM found) - ?", [_KEPT])
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            # It is damaged: the next run begins anew.
            self._file.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        store = sqlite3.connect(self._file, timeout=_WAIT)
        try:
            # Should the machine stop meanwhile, the file is damaged and made anew: nothing is lost that matters.
            store.execute("PRAGMA synchronous = OFF")
            with store:
                yield store
        finally:
            store.close()


def _written(told: Sequence[Told]) -> str:
    return json.dumps([[one.asked, one.about, finding_to_json(one.finding)] for one in told])


def _read(text: str) -> list[Told]:
    return [Told(int(asked), int(about), finding_from_json(finding)) for asked, about, finding in json.loads(text)]
