"""Values of the project's settings, by reference."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SettingRef:
    """A value of `[tool.glimpse-gitops.values]` in pyproject.toml: an address, a channel and the like."""

    name: str

    def __format__(self, spec: str) -> str:
        """Refused: an f-string would send the reference itself; the settings are read when the project is compiled."""
        raise ValueError(f'setting "{self.name}" cannot be part of a text: give the whole text as one setting')


def setting(name: str) -> SettingRef:
    """The setting `name`; `build` refuses a name that the settings do not have."""
    return SettingRef(name)
