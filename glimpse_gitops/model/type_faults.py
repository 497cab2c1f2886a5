"""Whether objects hold what their classes declare: authors need not run a type checker."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

_OURS = __name__.partition(".")[0] + "."
_LONE = re.compile("[\ud800-\udfff]")
_UNIONS = (Union, types.UnionType)


def type_faults(value: Any, path: str, *, inside: bool = True) -> Iterator[str]:
    """What is wrong in the fields of `value` and of the objects inside it, each by its path: `app.rules[0].labels`.

    `inside=False` leaves the fields of those objects alone. Values are not shown: one of them could be a secret.
    """
    for name, declared, default in _fields_of(value):
        given = getattr(value, name)
        if type(given) is str and not given.isascii() and _LONE.search(given):
            yield f"{path}.{name} has half of a character in it, which no file can hold: write it as a whole"
        if given is not default and type(given) is not declared:
            if not inside and _accepted(declared)(given):
                continue
            yield from _faults(given, declared, f"{path}.{name}" if path else name, inside)
        elif inside:
            yield from _inside(given, f"{path}.{name}")


def choice_faults(value: Any) -> Iterator[str]:
    """The fields of `value` that hold none of the few values that their `Literal` allows."""
    for name, declared, default in _fields_of(value):
        given = getattr(value, name)
        if get_origin(declared) is Literal and given is not default:
            yield from _faults(given, declared, name, False)


def _fields_of(value: Any) -> tuple[tuple[str, Any, Any], ...]:
    return _declared(type(value))  # type: ignore[arg-type]


@cache
def _declared(kind: type) -> tuple[tuple[str, Any, Any], ...]:
    """Field, type and default, of the nearest class of this package: an author's subclass may add what it likes."""
    ours = next((one for one in kind.__mro__ if one.__module__.startswith(_OURS) and is_dataclass(one)), None)
    if ours is None:
        return ()
    hints = get_type_hints(ours, include_extras=True)
    return tuple((field.name, hints[field.name], field.default) for field in fields(ours))


@cache
def _accepted(declared: Any) -> Callable[[Any], bool]:
    """A quick test for what is right, as nearly all arguments are: False only means that `_faults` has to look."""
    plain = _resolved(declared)
    origin, inner = get_origin(plain) or plain, get_args(plain)
    if origin in _UNIONS:
        several = [_accepted(one) for one in inner]
        return lambda value: any(one(value) for one in several)
    if origin is Sequence:
        of_items = _accepted(inner[0])
        return lambda value: isinstance(value, list | tuple) and all(map(of_items, value))
    if origin is Literal:
        return lambda value: isinstance(value, str) and value in inner
    if inner or not isinstance(origin, type):
        return lambda value: False
    right: set[type] = set()
    return lambda value: type(value) in right or _learnt(value, plain, right)


def _learnt(value: Any, declared: Any, right: set[type]) -> bool:
    """Protocols take long to ask, and objects of one class give one answer."""
    if _fits(value, declared):
        right.add(type(value))
    return type(value) in right


def _inside(value: Any, path: str) -> Iterator[str]:
    if _fields_of(value):
        yield from type_faults(value, path)


def _faults(value: Any, declared: Any, path: str, inside: bool) -> Iterator[str]:
    plain = _resolved(declared)
    if get_origin(plain) in _UNIONS:
        fitting = [one for one in get_args(plain) if _fits(value, _resolved(one))]
        if fitting:
            yield from _faults(value, fitting[0], path, inside)
            return
    if not _fits(value, plain):
        said = f'"{value}"' if _is_choice(plain) and isinstance(value, str | int) else _name(type(value))
        yield f"{path} must be {_name(declared)}, not {said}"
    elif get_origin(plain) is Mapping:
        yield from _mapping_faults(value, get_args(plain), path, inside)
    elif get_origin(plain) in (Sequence, tuple):
        for position, item in enumerate(value):
            yield from _faults(item, _item_type(get_args(plain), position), f"{path}[{position}]", inside)
    elif plain is not Any and inside and not getattr(plain, "_is_protocol", False):
        yield from type_faults(value, path)


def _item_type(declared: tuple[Any, ...], position: int) -> Any:
    """`tuple[str, int]` declares each item, `Sequence[str]` and `tuple[str, ...]` all of them."""
    return declared[0] if len(declared) == 1 or declared[-1] is ... else declared[position]


def _mapping_faults(value: Mapping[Any, Any], declared: tuple[Any, ...], path: str, inside: bool) -> Iterator[str]:
    of_keys, of_values = declared
    for key, item in value.items():
        if not _fits(key, _resolved(of_keys)):
            yield f"{path} has the key {key!r}: it must be {_name(of_keys)}"
        yield from _faults(item, of_values, f'{path}["{key}"]', inside)


def _fits(value: Any, declared: Any) -> bool:
    """Whether the value itself is of the type, whatever is inside it."""
    origin = get_origin(declared) or declared
    if origin is Any:
        return True
    if origin is Literal:
        return any(isinstance(value, type(one)) and value == one for one in get_args(declared))
    if origin in _UNIONS:
        return any(_fits(value, _resolved(one)) for one in get_args(declared))
    if origin is tuple and get_args(declared)[-1:] != (...,):
        return isinstance(value, list | tuple) and len(value) == len(get_args(declared))
    if origin is Sequence:
        return isinstance(value, Sequence) and not isinstance(value, str)
    if origin is float:
        return isinstance(value, int | float)
    return isinstance(origin, type) and isinstance(value, origin)


def _is_choice(declared: Any) -> bool:
    """Whether only certain values fit, so that the one that was given says more than its type."""
    several = get_args(declared) if get_origin(declared) in _UNIONS else (declared,)
    return all(get_origin(one) is Literal or one is type(None) for one in several)


def _resolved(declared: Any) -> Any:
    if get_origin(declared) is Annotated:
        declared = declared.__origin__
    return (declared.__bound__ or Any) if isinstance(declared, TypeVar) else declared


def _name(declared: Any) -> str:
    """A type as the messages call it; `Annotated` types bring words of their own."""
    if declared is type(None):
        return "None"
    if get_origin(declared) is Annotated:
        return str(declared.__metadata__[0])
    if get_origin(declared) is Literal:
        return " or ".join(f'"{one}"' if isinstance(one, str) else str(one) for one in get_args(declared))
    if get_origin(declared) in _UNIONS:
        return " or ".join(_name(one) for one in get_args(declared) if one is not type(None))
    if get_origin(declared) is Sequence and get_origin(item := get_args(declared)[0]) is Annotated:
        return f"a list (each item: {_name(item)})"
    words = {Sequence: "a list", Mapping: "a dictionary"}
    kind = get_origin(declared) or declared
    return words.get(kind) or str(getattr(kind, "__name__", kind))
