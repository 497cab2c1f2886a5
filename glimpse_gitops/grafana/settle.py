"""Writes with an unclear end: read again, and see what is there now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import ConflictError, GlimpseError, RefusedError, UnreachableError
from ..model.resource import Resource
from .refusal import REDACTED

_UNCLEAR = frozenset({404, 409, 412, 500})
"""Statuses that the second sending of a request can get because the first one had arrived after all."""


def settle(
    desired: Resource,
    send: Callable[[], None],
    read: Callable[[], Resource | None],
    *,
    with_secrets: bool = False,
    agree: Callable[[Mapping[str, Any], Mapping[str, Any]], bool] | None = None,
) -> None:
    """`send` the write; where its end is unclear, it is done if `read` now gives what was `desired`.

    `agree` compares the two specs, for kinds in which more than emptiness may differ. With secrets
    nothing is proved, since they cannot be read back: then the failure stands.
    """
    try:
        send()
    except (RefusedError, UnreachableError) as error:
        if isinstance(error, RefusedError) and error.status not in _UNCLEAR:
            raise
        if not with_secrets:
            try:
                now = read()
            except GlimpseError:
                raise error from None
            if now is None:
                raise
            if (agree or same)(desired.spec, now.spec):
                return
        if isinstance(error, ConflictError):
            raise changed_meanwhile(desired) from None
        raise


def changed_meanwhile(resource: Resource) -> ConflictError:
    """Somebody else changed the object between the plan and the write."""
    return ConflictError(f"{resource.id} was changed in Grafana after it was read", "run plan again", status=409)


def ensure_unchanged(desired: Resource, live: Resource | None, now: Resource | None) -> None:
    """For kinds whose API has no lock of its own: refuse where a fresh read no longer is what the plan was made for."""
    if (now is None) != (live is None):
        raise changed_meanwhile(desired)
    if now is not None and live is not None and now.spec != live.spec:
        raise changed_meanwhile(desired)


def ensure_same_version(live: Resource, now: Resource | None) -> None:
    """For calls that take no version, or do not look at it: refuse where a fresh read has another one."""
    if now is None or now.version != live.version:
        raise changed_meanwhile(live)


def same(one: Any, other: Any) -> bool:
    """Whether two specs say the same; servers leave out what is empty."""
    return holds(one, other) and holds(other, one)


def holds(wanted: Any, there: Any) -> bool:
    """Whether `there` says all that `wanted` says, whatever else it says."""
    if wanted == REDACTED:
        return bool(there == REDACTED)
    if isinstance(wanted, Mapping) and isinstance(there, Mapping):
        return all(holds(value, there.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list | tuple) and isinstance(there, list | tuple):
        return len(wanted) == len(there) and all(map(holds, wanted, there))
    if not wanted and not there:
        return True
    return bool(wanted == there)
