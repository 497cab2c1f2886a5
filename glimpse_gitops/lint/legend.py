"""The labels that a legend such as `{{route}} {{ method }}` shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FORM = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def legend_labels(legend: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each label of a legend with its place."""
    for match in _FORM.finditer(legend):
        yield match[1], match.span(1)
