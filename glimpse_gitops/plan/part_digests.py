"""Digests of the parts of an object: enough to see later which of them somebody changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..model.plan import Action, Plan
from ..model.resource import Resource, ResourceId, ResourceKind
from .normalise import normalise
from .parts import parts

DIGEST_LENGTH = 8
"""Hex digits: a changed part goes unnoticed once in four billion times."""


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode

_ALIKE = frozenset({str, int, bool, type(None)})
"""Classes of values that have one spelling; nearly all are of these, and are not looked at one by one."""

_SPELLED_ALIKE = frozenset({ResourceKind.DASHBOARD})
"""Kinds whose canonical form has one spelling of each number already. They are the large ones."""


def digest(value: Any) -> str:
    """The digest of one part in canonical form: equal for parts that compare equal."""
    return _digest(_comparable(value))


def digests_of(resource: Resource) -> dict[str, str]:
    """Part → digest of its canonical form."""
    kind = resource.id.kind
    found = parts(kind, normalise(kind, resource.spec))
    if kind not in _SPELLED_ALIKE:
        found = {name: _comparable(value) for name, value in found.items()}
    return {name: _digest(value) for name, value in found.items()}


def intended_digests(plan: Plan) -> Mapping[ResourceId, Mapping[str, str]]:
    """Part → digest, for each object that the plan writes; empty for what it deletes or refuses."""
    return {
        change.id: digests_of(change.noted) if change.noted and change.action is not Action.REFUSE else {}
        for change in plan.changes
    }


def _digest(value: Any) -> str:
    return hashlib.sha256(_encode(value).encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


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
