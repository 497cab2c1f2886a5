"""Which permissions a plan needs, and which of them an account lacks.

What Grafana asks for stands in its `accesscontrol` packages, per call; a scope counts for a folder and all below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.plan import Action, Change
from ..model.resource import Resource, ResourceId, ResourceKind

Granted = Mapping[str, Sequence[str]]
"""Action → the scopes for which it is granted."""

ROOT = "general"
"""The uid by which scopes name the place outside of all folders."""

_PROVENANCE = "alert.provisioning.provenance:write"
_NOTIFICATIONS = (
    ("alert.provisioning:write",),
    ("alert.notifications.provisioning:write",),
    ("alert.notifications:write", _PROVENANCE),
)
"""Any of these sets lets an account write contact points, the policy tree, mute timings and templates."""
_RULES = (("alert.provisioning:write",), ("alert.rules.provisioning:write",))
_NOTIFICATION_NOUNS = {
    ResourceKind.CONTACT_POINT: "contact points",
    ResourceKind.POLICY: "the notification policy",
    ResourceKind.MUTE_TIMING: "mute timings",
    ResourceKind.TEMPLATE: "notification templates",
}
_VERBS = {Action.CREATE: "create", Action.UPDATE: "write", Action.DELETE: "delete"}


@dataclass(frozen=True)
class Lack:
    """Something that the plan does and the account may not."""

    what: str
    """`create data sources`."""
    action: str
    """The permission in Grafana's words: `datasources:create`."""
    role: str
    """The least basic role that has it."""


def lacks(
    changes: Sequence[Change], live: Mapping[ResourceId, Resource], granted: Granted, *, locked: bool
) -> tuple[Lack, ...]:
    """What the account may not do of `changes`, each kind of act once, in their order.

    `locked` says whether alerting objects get a provenance. Who makes a folder may do everything in it.
    """
    made = {
        change.id.identity
        for change in changes
        if change.action is Action.CREATE and change.id.kind is ResourceKind.FOLDER
    }
    account = _Account(granted, _parents(changes, live), frozenset(made))
    found = {
        (lack.what, lack.action): lack
        for change in changes
        if change.action in _VERBS
        for lack in _lacks_of(change, account, locked)
    }
    return tuple(found.values())


@dataclass(frozen=True)
class _Account:
    granted: Granted
    parents: Mapping[str, str]
    made: frozenset[str]

    def has(self, action: str) -> bool:
        """Whether the action is granted for anything at all."""
        return action in self.granted

    def may(self, action: str, kind: str, uid: str) -> bool:
        """Whether the action is granted for one object, named by the kind of its scope (`folders`) and its uid."""
        scopes = self.granted.get(action, ())
        return any(scope in ("", "*", f"{kind}:*", f"{kind}:uid:*", f"{kind}:uid:{uid}") for scope in scopes)

    def may_in(self, action: str, folder: str) -> bool:
        """Whether the action is granted in a folder, by itself or by one above it."""
        return any(uid in self.made or self.may(action, "folders", uid) for uid in self._upwards(folder))

    def _upwards(self, folder: str) -> Iterator[str]:
        seen: set[str] = set()
        while folder and folder not in seen:
            seen.add(folder)
            yield folder
            folder = self.parents.get(folder, "")
        if not seen:
            yield ROOT


def _parents(changes: Sequence[Change], live: Mapping[ResourceId, Resource]) -> Mapping[str, str]:
    folders = [one for one in live.values() if one.id.kind is ResourceKind.FOLDER]
    folders += [change.after for change in changes if change.after and change.id.kind is ResourceKind.FOLDER]
    return {one.id.identity: one.spec.get("parentUid") or "" for one in folders}


def _lacks_of(change: Change, account: _Account, locked: bool) -> Iterator[Lack]:
    verb = _VERBS[change.action]
    does = "change" if verb == "write" else verb
    kind = change.id.kind
    if kind is ResourceKind.DATASOURCE:
        action = f"datasources:{verb}"
        allowed = account.has(action) if verb == "create" else account.may(action, "datasources", change.id.identity)
        if not allowed:
            yield Lack(f"{does} data sources", action, "Admin")
    elif kind is ResourceKind.FOLDER:
        action, folder = f"folders:{verb}", _home(change) if verb == "create" else change.id.identity
        if not account.may_in(action, folder):
            yield Lack(f"{does} folders{_inside(folder, verb)}", action, "Editor")
    elif kind is ResourceKind.DASHBOARD:
        action, folder = f"dashboards:{verb}", _home(change)
        if not account.may_in(action, folder) and not account.may(action, "dashboards", change.id.identity):
            yield Lack(f"{does} dashboards{_inside(folder, 'create')}", action, "Editor")
    elif kind is ResourceKind.RULE_GROUP:
        yield from _lacks_of_rules(change, account, locked)
    elif not any(all(account.has(one) for one in actions) for actions in _NOTIFICATIONS):
        yield Lack(f"{does} {_NOTIFICATION_NOUNS[kind]}", _NOTIFICATIONS[2][0], "Editor")


def _lacks_of_rules(change: Change, account: _Account, locked: bool) -> Iterator[Lack]:
    if any(all(account.has(one) for one in actions) for actions in _RULES):
        return
    folder = change.id.identity.partition("/")[0]
    missing = [
        f"alert.rules:{one}"
        for one in ("create", "write", "delete")
        if not account.may_in(f"alert.rules:{one}", folder)
    ]
    if missing:
        yield Lack(f"write alert rules{_inside(folder, 'create')}", missing[0], "Editor")
    elif locked and not account.has(_PROVENANCE):
        yield Lack("lock alert rules", _PROVENANCE, "Editor")


def _home(change: Change) -> str:
    """The folder of what is made, or of what is there."""
    side = change.before if change.before is not None and change.action is not Action.CREATE else change.after
    key = "parentUid" if change.id.kind is ResourceKind.FOLDER else "folderUid"
    return (side.spec.get(key) or "") if side else ""


def _inside(folder: str, verb: str) -> str:
    if verb != "create":
        return f' such as "{folder}"' if folder else ""
    return f' in folder "{folder}"' if folder else " at the root"
