"""The variables that Grafana puts into a text: `$job`, `${job:regex}`, `[[job]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator

BUILT_IN = frozenset(
    {
        *("__interval", "__interval_ms", "__rate_interval", "__rate_interval_ms", "__auto", "__searchFilter"),
        *("__range", "__range_s", "__range_ms", "__from", "__to", "__timeFilter", "timeFilter", "__timezone"),
        *("__dashboard", "__name", "__org", "__user", "__url", "__url_time_range", "__all_variables"),
        *("__data", "__field", "__fields", "__series", "__value", "__values", "__cell", "__cell_0", "__cell_1"),
    }
)
"""Variables that every dashboard has."""

_FORM = re.compile(r"(?<!\\)\$\{(\w+)(?:[.:\[][^{}]*)?\}|(?<!\\)\$(\w+)|\[\[(\w+)(?::\w+)?\]\]")


def variables_in(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each variable with the place of its name. `$1` and `\\$`, which belong to patterns, are none."""
    for match in _FORM.finditer(text):
        group = match.lastindex or 0
        if not match[group][0].isdigit():
            yield match[group], match.span(group)
