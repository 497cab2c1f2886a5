"""What `build` wrote, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

VERSION = 1


def build_json(written: Iterable[str], unchanged: Iterable[str], left_over: Iterable[str], *, check: bool) -> str:
    """The paths of all files; with `check`, `written` are those that would be. A line break stands at its end."""
    data = {
        "version": VERSION,
        "check": check,
        "written": [str(path) for path in written],
        "unchanged": [str(path) for path in unchanged],
        "left_over": [str(path) for path in left_over],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
