"""The labels that a Go template of an alert shows: `{{ $labels.job }}`, `{{ .Labels.job | toUpper }}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ACTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|/\*.*?\*/', re.DOTALL)
_KEYWORD = re.compile(r"-?\s*(\w+)\b")
_VARIABLE = re.compile(r"\$labels\.([A-Za-z_]\w*)")
_FIELD = re.compile(r"(?<![\w.$)])\.Labels\.([A-Za-z_]\w*)")
_SET_ANEW = re.compile(r"\$labels\s*:?=")
_MOVES_THE_DOT = frozenset({"range", "with", "block", "define"})


def template_labels(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each label with its place. Where a `range` or the like gives the dot another meaning, only `$labels` counts."""
    if _SET_ANEW.search(text):
        return
    moved: list[bool] = []
    """For each block that is open, whether it gives the dot another meaning."""
    for action in _ACTION.finditer(text):
        said = _STRING_OR_COMMENT.sub(lambda found: " " * len(found[0]), action[1])
        patterns = (_VARIABLE,) if any(moved) else (_VARIABLE, _FIELD)
        for match in sorted(
            (one for pattern in patterns for one in pattern.finditer(said)), key=lambda one: one.start()
        ):
            yield match[1], (action.start(1) + match.start(1), action.start(1) + match.end(1))
        keyword = _KEYWORD.match(said)
        if keyword and (keyword[1] in _MOVES_THE_DOT or keyword[1] == "if"):
            moved.append(keyword[1] in _MOVES_THE_DOT)
        elif keyword and keyword[1] == "end" and moved:
            moved.pop()
