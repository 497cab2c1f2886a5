"""Findings as plain JSON and back, whole: for what keeps them between runs. Reports have a form of their own."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from .finding import Finding, Severity
from .fix import Fix, Spelling, TextEdit, ValueEdit
from .origin import Origin

_CLASSES: dict[str, type[Any]] = {one.__name__: one for one in (Finding, Fix, Spelling, TextEdit, ValueEdit, Origin)}
_FIELDS = {name: tuple(one.name for one in fields(kind)) for name, kind in _CLASSES.items()}
_TUPLE, _LIST = "()", "[]"


def finding_to_json(finding: Finding) -> Any:
    """A list that starts with the class, then its fields in their order; so for everything inside."""
    return _plain(finding)


def finding_from_json(plain: Any) -> Finding:
    """The finding again. Raises ValueError, TypeError or KeyError for anything else."""
    found = _value(plain)
    if not isinstance(found, Finding):
        raise ValueError("this is no finding")
    object.__setattr__(found, "severity", Severity(found.severity))
    return found


def _plain(value: Any) -> Any:
    name = type(value).__name__
    if name in _FIELDS:
        return [name, *(_plain(getattr(value, field)) for field in _FIELDS[name])]
    if isinstance(value, tuple | list):
        return [_TUPLE if isinstance(value, tuple) else _LIST, *map(_plain, value)]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _value(one) for key, one in plain.items()}
    if not isinstance(plain, list):
        return plain
    name, *rest = plain
    values = [one if isinstance(one, str | int) else _value(one) for one in rest]
    if name in _CLASSES:
        return _CLASSES[name](*values)
    if name not in (_TUPLE, _LIST):
        raise ValueError(f"nothing is called {name!r}")
    return tuple(values) if name == _TUPLE else values
