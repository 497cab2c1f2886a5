"""Whether an account sees every object of a kind: then what a listing lacks is absent, and none need be asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.resource import ResourceId, ResourceKind
from .client import Client
from .permissions import granted

FEW = 10
"""Objects that are asked for one by one, without a thought about what the account may see."""

_SEES_ALL: Mapping[ResourceKind, Mapping[str, frozenset[str]]] = {
    ResourceKind.DASHBOARD: {"dashboards:read": frozenset({"dashboards:*", "folders:*"})},
    ResourceKind.RULE_GROUP: {"alert.rules:read": frozenset({"folders:*"}), "folders:read": frozenset({"folders:*"})},
}
"""Kind → what an account must have that is shown all objects of it: of each action, one of the scopes."""


def doubtful(missing: Sequence[ResourceId], client: Client) -> Sequence[ResourceId]:
    """Those of the objects `missing` from a listing, of one kind, that may be there all the same.

    Listings leave out what the account may not read, and for half a minute what lies in a folder whose permissions are
    new. An administrator's right to everything knows neither (measured on 12.4 with both storages, not on 11.6). What
    is ours stays in doubt: a write that came late may have made it since.
    """
    others = sum(id not in client.owned for id in missing)
    if others > FEW and _sees_all(missing[0].kind, client):
        return [id for id in missing if id in client.owned]
    return missing


def _sees_all(kind: ResourceKind, client: Client) -> bool:
    scopes = granted(client)
    if scopes is None:
        return False
    return all(enough.intersection(scopes.get(action, ())) for action, enough in _SEES_ALL[kind].items())
