"""The sandbox's state: JSON documents in SQLite, each with an organisation, a kind, a key and a parent."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Document = dict[str, Any]
"""One stored object, as plain JSON."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    org INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, parent TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (org, kind, key)
);
CREATE INDEX IF NOT EXISTS document_parent ON document (org, kind, parent);
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class Store:
    """All documents of all organisations. Whoever reads or writes holds `transaction()`."""

    def __init__(self, path: str = ":memory:") -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.executescript(_SCHEMA)
        if path != ":memory:":
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
        self._lock = threading.RLock()
        self._depth = 0

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def snapshot(self) -> bytes:
        """Everything that is stored, to go back to with `restore`."""
        with self._lock:
            return self._connection.serialize()

    def restore(self, snapshot: bytes) -> None:
        """Make everything as it was at a snapshot."""
        with self._lock:
            self._connection.deserialize(snapshot)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keeps other threads out, and takes every change back when the block raises."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._end("ROLLBACK")
                raise
            self._end("COMMIT")

    def _end(self, statement: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._connection.execute(statement)

    def shelf(self, org: int) -> Shelf:
        """The documents of one organisation."""
        return Shelf(self, org)

    def next_number(self, name: str) -> int:
        """Counts `name` up from 1."""
        row = self._connection.execute(
            "INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (name,),
        ).fetchone()
        return int(row[0])

    def next_stamp(self) -> int:
        """Microseconds since 1970, larger than every stamp given before."""
        row = self._connection.execute(
            "INSERT INTO counter VALUES ('stamp', ?1) "
            "ON CONFLICT (name) DO UPDATE SET value = MAX(value + 1, ?1) RETURNING value",
            (time.time_ns() // 1000,),
        ).fetchone()
        return int(row[0])

    def execute(self, statement: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)


class Shelf:
    """The documents of one organisation, by kind and key."""

    def __init__(self, store: Store, org: int) -> None:
        self.store = store
        self.org = org

    def get(self, kind: str, key: str) -> Document | None:
        row = self.store.execute(
            "SELECT body FROM document WHERE org = ? AND kind = ? AND key = ?", (self.org, kind, key)
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def size(self, kind: str, key: str) -> int:
        """Characters that a document takes; 0 where there is none."""
        row = self.store.execute(
            "SELECT length(body) FROM document WHERE org = ? AND kind = ? AND key = ?", (self.org, kind, key)
        ).fetchone()
        return 0 if row is None else int(row[0])

    def put(self, kind: str, key: str, body: Document, parent: str = "") -> None:
        """Creates or replaces a document; a replaced one keeps its place in `list`."""
        self.store.execute(
            "INSERT INTO document (org, kind, key, parent, body) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (org, kind, key) DO UPDATE SET parent = excluded.parent, body = excluded.body",
            (self.org, kind, key, parent, json.dumps(body, separators=(",", ":"))),
        )

    def delete(self, kind: str, key: str) -> bool:
        """Whether there was one."""
        cursor = self.store.execute(
            "DELETE FROM document WHERE org = ? AND kind = ? AND key = ?", (self.org, kind, key)
        )
        return cursor.rowcount > 0

    def delete_children(self, kind: str, parent: str) -> None:
        self.store.execute("DELETE FROM document WHERE org = ? AND kind = ? AND parent = ?", (self.org, kind, parent))

    def list(self, kind: str, parent: str | None = None) -> list[Document]:
        """All documents of a kind, those first that were created first."""
        if parent is None:
            rows = self.store.execute(
                "SELECT body FROM document WHERE org = ? AND kind = ? ORDER BY place", (self.org, kind)
            )
        else:
            rows = self.store.execute(
                "SELECT body FROM document WHERE org = ? AND kind = ? AND parent = ? ORDER BY place",
                (self.org, kind, parent),
            )
        return [json.loads(body) for (body,) in rows.fetchall()]
