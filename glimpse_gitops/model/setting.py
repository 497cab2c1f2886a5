"""Values of the project's settings, by reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingRef:
    """A value of `[tool.glimpse-gitops.values]` in pyproject.toml: an address, a channel and the like."""

    name: str


def setting(name: str) -> SettingRef:
    """The setting `name`; `build` refuses a name that the settings do not have."""
    return SettingRef(name)
