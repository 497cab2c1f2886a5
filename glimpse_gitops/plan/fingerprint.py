"""Fingerprints of plans: two plans that would do the same to the same live objects have the same ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from ..model.plan import Change, Plan
from ..model.resource import Resource
from .normalise import spec_hash


def fingerprints(plan: Plan) -> Mapping[str, str]:
    """Object → 16 hex digits of what is done to it, of how it is now and of how it will be.

    Digests only: neither a secret nor what it could be guessed from is in them, since specs hold `[REDACTED]` there.
    """
    return {_name(change): _digest(change) for change in plan.changes}


def differing(saved: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The objects that a saved plan and the present one treat differently, in order."""
    return tuple(sorted(name for name in saved.keys() | now.keys() if saved.get(name) != now.get(name)))


def _name(change: Change) -> str:
    return str(change.id)


def _digest(change: Change) -> str:
    facts = [change.action.name, _side(change.before), _side(change.after), [field.where for field in change.fields]]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def _side(resource: Resource | None) -> str:
    return spec_hash(resource.id.kind, resource.spec) if resource is not None else ""
