"""Kinds of objects that the project has and that the account may not even read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import NotAuthorisedError
from ..model.resource import ResourceKind

_NOTIFICATIONS = "alert.notifications:read"
_READS: Mapping[ResourceKind, tuple[str, str]] = {
    ResourceKind.DATASOURCE: ("data sources", "datasources:read"),
    ResourceKind.TEMPLATE: ("notification templates", _NOTIFICATIONS),
    ResourceKind.MUTE_TIMING: ("mute timings", _NOTIFICATIONS),
    ResourceKind.CONTACT_POINT: ("contact points", _NOTIFICATIONS),
    ResourceKind.POLICY: ("a notification policy", _NOTIFICATIONS),
}
"""Kind → what the project has, and the permission that reads it."""


def can_be_closed(kind: ResourceKind) -> bool:
    """Whether an account may lack the right to read any of the kind; of folders and what they hold it sees its own."""
    return kind in _READS


def closed(kinds: Sequence[ResourceKind]) -> NotAuthorisedError:
    """One error for all `kinds` that may not be read."""
    listed = "\n".join("  {} ({})".format(*_READS[kind]) for kind in kinds)
    return NotAuthorisedError(
        f"this project has, or had, what this account may not read\n{listed}",
        "give the account the role Viewer, which may read these (writing them takes an Editor, data sources an Admin), "
        "or keep them in a project of their own that another account applies",
    )
