"""Reading request bodies the way Grafana's decoder does: wrong types are refused, null and absent are zero values."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from .answer import bad_request

_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89abAB]")
_ZERO: Mapping[type, Any] = {str: "", int: 0, float: 0.0, bool: False}


def parse_json(raw: bytes) -> Any:
    """The JSON value of a body; broken UTF-8 becomes replacement characters, everything else broken is a 400."""
    text = raw.decode("utf-8", "replace")
    try:
        value = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise bad_request() from None
    if _ESCAPED_SURROGATE.search(text):
        return _without_lone_surrogates(value)
    return value


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(digits)
    return value


def _without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_lone_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_without_lone_surrogates(key): _without_lone_surrogates(item) for key, item in value.items()}
    return value


def is_a(value: Any, kind: type) -> bool:
    """Whether a JSON value has the type, where true and false are no numbers."""
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind)


def fields(body: Any, **kinds: type) -> dict[str, Any]:
    """The named fields of an object. Absent and null strings, numbers and booleans are zero, the others are None."""
    if not isinstance(body, dict):
        raise bad_request()
    found = {}
    for name, kind in kinds.items():
        value = body.get(name)
        if value is None:
            value = _ZERO.get(kind)
        elif kind is not object and not is_a(value, kind):
            raise bad_request()
        found[name] = value
    return found


def strings(value: Any) -> list[str] | None:
    """A list of strings, or None where it is absent."""
    if value is None:
        return None
    if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
        raise bad_request()
    return ["" if item is None else item for item in value]


def string_map(value: Any) -> dict[str, str] | None:
    """An object whose values are strings, or None where it is absent."""
    if value is None:
        return None
    if not isinstance(value, dict) or not all(item is None or isinstance(item, str) for item in value.values()):
        raise bad_request()
    return {key: "" if item is None else item for key, item in value.items()}
