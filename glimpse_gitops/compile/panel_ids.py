"""Panel ids: made of titles, so that they stay when panels are inserted or moved.

Alerts link to panels by these ids, and Grafana resets a firing alert whose link changes: how they are made is locked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

LARGEST = 2**31 - 1
"""Grafana's schema says 32 bits without a sign; some of its clients read them with one."""


def assign_ids(panels: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Give every panel its id, in place; `id(panel)` → panel id.

    A panel is known by its title, the second one of a title by its row too, and after that by their number. An id
    that the author gave is kept.
    """
    ids: dict[int, int] = {}
    taken: set[int] = set()
    for panel, _ in _with_rows(panels):
        given = panel.get("id")
        if isinstance(given, int) and 0 < given <= LARGEST and given not in taken:
            ids[id(panel)] = given
            taken.add(given)
    left: dict[tuple[str, str, str], Iterator[int]] = {}
    for panel, row in _with_rows(panels):
        if id(panel) not in ids:
            kind = "row" if panel.get("type") == "row" else "panel"
            name = (kind, panel.get("title") or panel.get("type", ""), row)
            # What the panels of one name before it tried is taken, and stays so.
            candidates = left.setdefault(name, _candidates(*name))
            chosen = next(candidate for candidate in candidates if candidate not in taken)
            ids[id(panel)] = panel["id"] = chosen
            taken.add(chosen)
    return ids


def _with_rows(panels: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every panel with the title of the row that it stands in; panels of collapsed rows follow their row."""
    row = ""
    for panel in panels:
        if panel.get("type") == "row":
            row = panel.get("title", "")
            yield panel, ""
            for nested in panel.get("panels", []):
                yield nested, row
        else:
            yield panel, row


def _candidates(kind: str, title: str, row: str) -> Iterator[int]:
    yield _hash(kind, title)
    yield _hash(kind, title, row)
    number = 2
    while True:
        yield _hash(kind, title, row, str(number))
        number += 1


@lru_cache(maxsize=10_000)
def _hash(*parts: str) -> int:
    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") % LARGEST + 1
