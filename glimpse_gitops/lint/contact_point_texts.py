"""The texts among the settings of a contact point."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .subjects import ContactPointSubject


def texts_of(point: ContactPointSubject) -> Iterator[tuple[str, str]]:
    """Each text of its channels' settings with its pointer."""
    for index, integration in enumerate(point.integrations):
        yield from _texts(integration.get("settings"), f"/integrations/{index}/settings")


def _texts(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _texts(one, f"{pointer}/{index}")
