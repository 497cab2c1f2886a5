"""Lists of objects in JSON that people or other tools wrote, whatever stands in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def mappings_in(listed: object) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The objects of a list with their places in it; nothing for what is no list."""
    for index, one in enumerate(listed if isinstance(listed, list | tuple) else ()):
        if isinstance(one, Mapping):
            yield index, one


def mapping(value: object) -> Mapping[str, Any]:
    """The object itself; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}
