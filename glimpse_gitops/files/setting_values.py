"""Tables of values that modules refer to with `setting("…")`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import SettingsError


def setting_values(where: str, given: Any) -> Mapping[str, str | tuple[str, ...]]:
    """The values by name, each a text or several; `where` names the table in a SettingsError."""
    if not isinstance(given, dict):
        raise SettingsError(f"{where} must be a table of its own, [tool.glimpse-gitops.values]")
    values: dict[str, str | tuple[str, ...]] = {}
    for name, value in given.items():
        if isinstance(value, str):
            values[name] = value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[name] = tuple(value)
        else:
            raise SettingsError(f"{where}.{name} must be a string or a list of strings, not {value!r}")
    return values
