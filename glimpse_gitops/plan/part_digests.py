"""Digests of the parts of an object: enough to see later which of them somebody changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..model.resource import Resource
from .normalise import normalise
from .parts import parts

DIGEST_LENGTH = 8
"""Hex digits: a changed part goes unnoticed once in four billion times."""


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

_ALIKE = frozenset({str, int, bool, type(None)})
"""Classes of values that have one spelling; nearly all are of these, and are not looked at one by one."""


def digest(value: Any) -> str:
    """The digest of one part in canonical form: equal for parts that compare equal."""
    text = _encode(_comparable(value))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def digests_of(resource: Resource) -> dict[str, str]:
    """Part → digest of its canonical form."""
    kind = resource.id.kind
    return {name: digest(value) for name, value in parts(kind, normalise(kind, resource.spec)).items()}


def _comparable(value: Any) -> Any:
    """Numbers that Python calls equal, spelled alike: the server gives 1 back for 1.0."""
    kind = value.__class__
    if kind in _ALIKE:
        return value
    if kind is float:
        return int(value) if value.is_integer() else value
    if kind is dict or isinstance(value, Mapping):
        return {str(key): item if item.__class__ in _ALIKE else _comparable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_comparable(item) for item in value]
    return value
