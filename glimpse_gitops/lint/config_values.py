"""Values of the linter's settings as they were given, read one by one: what is wrong with one is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .nearest import did_you_mean

Keys = tuple[str, ...]


@dataclass(frozen=True)
class ConfigFault:
    """Something in the section that cannot be."""

    keys: Keys
    """The keys down to it, from `lint` on: `("lint", "rules", "PQ105", "samples")`."""
    message: str
    hint: str = ""


class ConfigValues:
    """Reads keys, and notes what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[ConfigFault] = []

    def fault(self, keys: Keys, message: str, hint: str = "") -> None:
        """Note a fault."""
        self.faults.append(ConfigFault(keys, message, hint))

    def known_keys(self, given: Mapping[str, Any], keys: Keys, known: tuple[str, ...]) -> None:
        """Note every key that is not known."""
        for key in given:
            if key not in known:
                hint = did_you_mean(key, known) or f"the keys are {', '.join(known)}"
                self.fault((*keys, key), f'unknown key "{key}"', hint)

    def texts(self, given: Mapping[str, Any], key: str, keys: Keys) -> tuple[str, ...]:
        """A list of strings; empty where it is none."""
        value = given.get(key, [])
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault((*keys, key), f"{key} must be a list of strings, not {value!r}")
        return ()

    def word(self, given: Mapping[str, Any], key: str, keys: Keys, known: tuple[str, ...]) -> str:
        """One of some words; empty where it is none of them."""
        value = given.get(key, "")
        if value in ("", *known):
            return str(value)
        self.fault((*keys, key), f"{key} is {value!r}", f"it can be {', '.join(known)}")
        return ""

    def text(self, given: Mapping[str, Any], key: str, keys: Keys) -> str:
        """A string."""
        value = given.get(key, "")
        if not isinstance(value, str):
            self.fault((*keys, key), f"{key} must be a string, not {value!r}")
        return value if isinstance(value, str) else ""

    def number(self, given: Mapping[str, Any], key: str, keys: Keys) -> int | None:
        """A whole number, 0 or more; None where none is given."""
        value = given.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.fault((*keys, key), f"{key} must be a whole number, 0 or more, not {value!r}")
        return None

    def table(self, given: Mapping[str, Any], key: str, keys: Keys) -> Mapping[str, Any]:
        """A table; empty where it is none."""
        value = given.get(key, {})
        if isinstance(value, Mapping):
            return value
        self.fault((*keys, key), f"{key} must be a table, not {value!r}")
        return {}

    def tables(self, given: Mapping[str, Any], key: str, keys: Keys) -> list[Mapping[str, Any]]:
        """A list of tables."""
        value = given.get(key, [])
        if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
            return value
        self.fault((*keys, key), f"{key} must be tables", f"write [[tool.glimpse-gitops.{'.'.join(keys)}.{key}]]")
        return []
