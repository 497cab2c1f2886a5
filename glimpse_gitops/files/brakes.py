"""The table `[tool.glimpse-gitops.brakes]` of pyproject.toml."""

from __future__ import annotations

from typing import Any

from ..errors import SettingsError
from ..model.brake import DEFAULT_COUNT, DEFAULT_SHARE, BrakeLimits
from ..plan.brakes import COUNTED


def read_brakes(given: Any) -> BrakeLimits:
    """The limits; `share` and those of kinds are numbers from 0 to 1, where 1 never stops."""
    if not isinstance(given, dict):
        raise SettingsError("pyproject.toml: brakes must be a table of its own, [tool.glimpse-gitops.brakes]")
    at_least = given.get("at_least", DEFAULT_COUNT)
    if isinstance(at_least, bool) or not isinstance(at_least, int) or at_least < 1:
        raise SettingsError(f"pyproject.toml: brakes.at_least must be a whole number from 1, not {at_least!r}")
    for key in given:
        if key not in ("share", "at_least", *COUNTED):
            raise SettingsError(
                f'pyproject.toml: brakes has an unknown key "{key}"',
                f"the keys are share, at_least and kinds: {', '.join(COUNTED)}",
            )
    kinds = {kind: _share(kind, given[kind]) for kind in COUNTED if kind in given}
    return BrakeLimits(_share("share", given.get("share", DEFAULT_SHARE)), at_least, kinds)


def _share(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SettingsError(f"pyproject.toml: brakes.{key} must be a number from 0 to 1, not {value!r}")
    return value
