"""Writes with an unclear end: read again, and see what is there now."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import ConflictError, GlimpseError, RefusedError, UnreachableError
from ..model.resource import Resource, ResourceKind
from ..plan.diff import changed_fields

_UNCLEAR = frozenset({404, 409, 412, 500})
"""Statuses that the second sending of a request can get because the first one had arrived after all."""


def settle(
    desired: Resource,
    live: Resource | None,
    send: Callable[[], None],
    read: Callable[[], Resource | None],
    *,
    with_secrets: bool = False,
) -> None:
    """`send` the write that turns `live` into `desired`; where its end is unclear, a `read` that gives it is enough.

    With secrets that proves nothing, since they cannot be read back: then the failure stands.
    """
    try:
        send()
    except (RefusedError, UnreachableError) as error:
        if isinstance(error, RefusedError) and error.status not in _UNCLEAR:
            raise
        try:
            now = read()
        except GlimpseError:
            raise error from None
        if now is not None and not with_secrets and not changed_fields(now, desired):
            return
        raise _in_the_light_of(now, error, desired, live) from None


def _in_the_light_of(
    now: Resource | None, error: RefusedError | UnreachableError, desired: Resource, live: Resource | None
) -> GlimpseError:
    """What to say of a failed write, knowing what is there now."""
    if now is None and live is not None and isinstance(error, RefusedError):
        return ConflictError(f"{desired.id} was deleted in Grafana after it was read", "run plan again", status=409)
    if not isinstance(error, ConflictError):
        return error
    if now is None and desired.id.kind is ResourceKind.DATASOURCE:
        return ConflictError(
            f'{desired.id}: another data source is named "{desired.title}" already, or has its uid',
            'choose another name, or refer to that one with Datasource.existing("<its uid>")',
            status=error.status,
        )
    if now is None:
        return ConflictError(
            f"{desired.id}: its uid is taken by an object of another kind, or one that this account may not see",
            "choose another uid, or let the account read it; what it made itself it may read on 11.6 after a minute",
            status=error.status,
        )
    return changed_meanwhile(desired)


def changed_meanwhile(resource: Resource) -> ConflictError:
    """Somebody else changed the object between the plan and the write."""
    return ConflictError(f"{resource.id} was changed in Grafana after it was read", "run plan again", status=409)


def ensure_not_kept(live: Resource | None) -> None:
    """Refuse what the resource API would let through: 12.4 overwrites dashboards of provisioning files (measured)."""
    if live is not None and live.keeper:
        raise RefusedError(f"{live.id} is kept by somebody else ({live.keeper})", "change it there", status=403)


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
