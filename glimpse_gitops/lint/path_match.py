"""Globs over paths: `*` within a folder, `**` across folders; a folder stands for everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_PARTS = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", re.DOTALL)
_MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether a path, with `/`, is one that the globs name."""
    return any(_pattern(glob).fullmatch(path) for glob in globs)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    bare = glob.removeprefix("./").rstrip("/")
    written = "".join(_MEANING.get(part) or _literal(part) for part in _PARTS.findall(bare))
    below = "" if bare.endswith("**") else "(?:/.*)?"
    return re.compile(written + below, re.DOTALL)


def _literal(part: str) -> str:
    if len(part) > 1:
        inside = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return (
            f"[^{inside[1:]}]" if inside.startswith("!") and inside[1:] else f"[{inside.replace('^', chr(92) + '^')}]"
        )
    return re.escape(part)
