"""Whether objects hold what their classes declare: authors need not run a type checker."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_OURS = __name__.rpartition(".")[0] + "."


def type_faults(value: Any, path: str) -> Iterator[str]:
    """What is wrong in the fields of `value` and of the objects inside it, each by its path: `app.rules[0].labels`.

    Values are not shown: one of them could be a secret.
    """
    for name, declared in _declared(type(value)).items():  # type: ignore[arg-type]
        yield from _faults(getattr(value, name), declared, f"{path}.{name}")


@cache
def _declared(kind: type) -> Mapping[str, Any]:
    """Field → type, for the nearest class of this package: an author's own subclass may declare what it likes."""
    ours = next((one for one in kind.__mro__ if one.__module__.startswith(_OURS) and is_dataclass(one)), None)
    if ours is None:
        return {}
    hints = get_type_hints(ours)
    return {field.name: hints[field.name] for field in fields(ours)}


def _faults(value: Any, declared: Any, path: str) -> Iterator[str]:
    declared = _resolved(declared)
    if get_origin(declared) in (Union, types.UnionType):
        fitting = [one for one in get_args(declared) if _fits(value, _resolved(one))]
        if fitting:
            yield from _faults(value, fitting[0], path)
            return
    if not _fits(value, declared):
        said = f'"{value}"' if get_origin(declared) is Literal else _name(type(value))
        yield f"{path} must be {_name(declared)}, not {said}"
    elif get_origin(declared) is Mapping:
        yield from _mapping_faults(value, get_args(declared), path)
    elif get_origin(declared) in (Sequence, tuple):
        for position, item in enumerate(value):
            yield from _faults(item, _item_type(get_args(declared), position), f"{path}[{position}]")
    elif declared is not Any:
        yield from type_faults(value, path)


def _item_type(declared: tuple[Any, ...], position: int) -> Any:
    """`tuple[str, int]` declares each item, `Sequence[str]` and `tuple[str, ...]` all of them."""
    return declared[0] if len(declared) == 1 or declared[-1] is ... else declared[position]


def _mapping_faults(value: Mapping[Any, Any], declared: tuple[Any, ...], path: str) -> Iterator[str]:
    of_keys, of_values = declared
    for key, item in value.items():
        if not _fits(key, _resolved(of_keys)):
            yield f"{path} has the key {key!r}: it must be {_name(of_keys)}"
        yield from _faults(item, of_values, f'{path}["{key}"]')


def _fits(value: Any, declared: Any) -> bool:
    """Whether the value itself is of the type, whatever is inside it."""
    origin = get_origin(declared) or declared
    if origin is Any:
        return True
    if origin is Literal:
        return any(value is one or value == one for one in get_args(declared))
    if origin is tuple and get_args(declared)[-1:] != (...,):
        return isinstance(value, tuple) and len(value) == len(get_args(declared))
    if origin is Sequence:
        return isinstance(value, Sequence) and not isinstance(value, str)
    if origin is float:
        return isinstance(value, int | float)
    return isinstance(origin, type) and isinstance(value, origin)


def _resolved(declared: Any) -> Any:
    return (declared.__bound__ or Any) if isinstance(declared, TypeVar) else declared


def _name(declared: Any) -> str:
    if declared is type(None):
        return "None"
    if get_origin(declared) is Literal:
        return " or ".join(f'"{one}"' for one in get_args(declared))
    if get_origin(declared) in (Union, types.UnionType):
        return " or ".join(map(_name, get_args(declared)))
    words = {Sequence: "a list", Mapping: "a dictionary"}
    kind = get_origin(declared) or declared
    return words.get(kind) or str(getattr(kind, "__name__", kind))
