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
        *("__series_name", "__field_name", "__value_time"),
    }
)
"""Variables that every dashboard has; those of the last line are what links were written with in Grafana 6."""

TOPOLOGY = re.compile(r"juju_(?:model(?:_uuid)?|application|unit|charm)")
"""Variables that say where in Juju a series comes from: who deploys a dashboard there adds them to it."""

_FORM = re.compile(r"(?<!\\)\$\{(\w+)(?:[.:\[][^{}]*)?\}|(?<!\\)\$(\w+)|\[\[(\w+)(?::\w+)?\]\]", re.ASCII)
"""Names end where other letters than those of ASCII begin, as they do in Grafana: `每$unit的费用` names `unit`."""


def variables_in(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each variable with the place of its name. `$1` and `\\$`, which belong to patterns, are none."""
    for match in _FORM.finditer(text):
        group = match.lastindex or 0
        if not match[group][0].isdigit():
            yield match[group], match.span(group)
