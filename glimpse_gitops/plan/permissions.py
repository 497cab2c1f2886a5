"""Which permissions a plan needs, and which of them an account lacks.

What Grafana asks for stands in its `accesscontrol` packages, per call; a scope counts for a folder and all below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
_RULES = ("alert.provisioning:write", "alert.rules.provisioning:write")
"""Either lets an account write alert rules in every folder."""
_RULES_IN_FOLDER = tuple(f"alert.rules:{verb}" for verb in ("create", "write", "delete"))
_NOTIFICATION_NOUNS = {
    ResourceKind.CONTACT_POINT: "contact points",
    ResourceKind.POLICY: "the notification policy",
    ResourceKind.MUTE_TIMING: "mute timings",
    ResourceKind.TEMPLATE: "notification templates",
}
_EXPRESSIONS = ("__expr__", "-100")
"""What stands for a data source in expressions on the server."""
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
    changes: Sequence[Change], live: Mapping[ResourceId, Resource], granted: Granted, *, queried_deletes: bool = False
) -> tuple[Lack, ...]:
    """What the account may not do of `changes`, each kind of act once, in their order.

    `queried_deletes` says whether the ruler deletes only rules whose data sources the account may query, as 11.6 does.
    Who makes a folder may do everything in it.
    """
    account = _Account(granted, _parents(changes, live))
    for change in changes:
        is_new = change.action is Action.CREATE and change.id.kind is ResourceKind.FOLDER
        if is_new and account.may_in("folders:create", _home(change)):
            account = replace(account, made=account.made | {change.id.identity})
    found = {
        (lack.what, lack.action): lack
        for change in changes
        if change.action in _VERBS
        for lack in _lacks_of(change, account, queried_deletes)
    }
    return tuple(found.values())


def rules_by_ruler(granted: Granted) -> bool:
    """Whether an account can write rules only by the ruler's API: it may edit rules somewhere, and not provision."""
    provisions = any(action in granted for action in (*_RULES, _PROVENANCE))
    return not provisions and any(action in granted for action in _RULES_IN_FOLDER)


def manifest_lacks(home: str, there: bool, page: bool, live: Mapping[ResourceId, Resource], granted: Granted) -> bool:
    """Whether the account may not keep manifest and lease in the folder `home`, or not make it where it is not there.

    `page` says whether the manifest's page is there already.
    """
    account = _Account(granted, _parents((), live))
    if not there:
        return not account.may_in("folders:create", "")
    write = "dashboards:write" if page else "dashboards:create"
    return not all(account.may_in(action, home) for action in ("folders:create", "folders:write", write))


def editable_folder(granted: Granted) -> str:
    """The uid of a folder in which the account may make folders and dashboards; empty where there is none."""
    scopes = set(granted.get("folders:create", ())) & set(granted.get("dashboards:create", ()))
    uids = sorted(scope.removeprefix("folders:uid:") for scope in scopes if scope.startswith("folders:uid:"))
    return next((uid for uid in uids if uid not in (ROOT, "*")), "")


@dataclass(frozen=True)
class _Account:
    granted: Granted
    parents: Mapping[str, str]
    made: frozenset[str] = frozenset()
    """Folders that the plan makes, and that the account may make."""

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


def _lacks_of(change: Change, account: _Account, queried_deletes: bool) -> Iterator[Lack]:
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
        yield from _lacks_of_rules(change, account, queried_deletes)
    elif not any(all(account.has(one) for one in actions) for actions in _NOTIFICATIONS):
        yield Lack(f"{does} {_NOTIFICATION_NOUNS[kind]}", _NOTIFICATIONS[2][0], "Editor")


def _lacks_of_rules(change: Change, account: _Account, queried_deletes: bool) -> Iterator[Lack]:
    if any(account.has(action) for action in _RULES):
        return
    folder = change.id.identity.partition("/")[0]
    missing = [action for action in _RULES_IN_FOLDER if not account.may_in(action, folder)]
    if missing:
        yield Lack(f"write alert rules{_inside(folder, 'create')}", missing[0], "Editor")
    elif rules_by_ruler(account.granted) and (queried_deletes or change.action is not Action.DELETE):
        yield from _lacks_of_queries(change, account)


def _lacks_of_queries(change: Change, account: _Account) -> Iterator[Lack]:
    """The ruler takes a rule only from who may query what it queries; provisioning does not ask."""
    rules = [rule for side in (change.before, change.after) if side for rule in side.spec["rules"]]
    queried = dict.fromkeys(node["datasourceUid"] for rule in rules for node in rule["data"])
    for uid in queried:
        if uid not in _EXPRESSIONS and not account.may("datasources:query", "datasources", uid):
            yield Lack(f'query data source "{uid}", as its alert rules do', "datasources:query", "Viewer")


def _home(change: Change) -> str:
    """The folder of what is made, or of what is there."""
    side = change.before if change.before is not None and change.action is not Action.CREATE else change.after
    key = "parentUid" if change.id.kind is ResourceKind.FOLDER else "folderUid"
    return (side.spec.get(key) or "") if side else ""


def _inside(folder: str, verb: str) -> str:
    if verb != "create":
        return f' such as "{folder}"' if folder else ""
    return f' in folder "{folder}"' if folder else " at the root"
