"""The options of rules: the fields of their dataclasses, and the values that the settings give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, is_dataclass, replace
from typing import Any, cast

from .rule import Rule

TYPES: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "str": (str,),
    "tuple[str, ...]": (list, tuple),
}
"""Type of a field → the types of TOML that it takes."""

_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a string",
    "tuple[str, ...]": "a list of strings",
}


@dataclass(frozen=True)
class Option:
    """One option of a rule."""

    name: str
    type: str
    """As the field spells it: a key of `TYPES`."""
    default: Any

    @property
    def words(self) -> str:
        """Its type in words."""
        return _WORDS[self.type]

    def takes(self, value: object) -> bool:
        """Whether a value of TOML is one of this type."""
        if isinstance(value, bool) and self.type != "bool":
            return False
        if self.type == "tuple[str, ...]":
            return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
        return isinstance(value, TYPES[self.type])


def options_of(rule: Rule[Any]) -> tuple[Option, ...]:
    """The options of a rule, in their order."""
    given: tuple[Field[Any], ...] = fields(cast(Any, rule)) if is_dataclass(type(rule)) else ()
    return tuple(Option(one.name, str(one.type), getattr(rule, one.name)) for one in given)


def with_options(rule: Rule[Any], values: Mapping[str, Any]) -> Rule[Any]:
    """The rule with options set, whose names and types were checked."""
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return replace(cast(Any, rule), **plain) if plain else rule
