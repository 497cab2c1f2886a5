"""Access lists of folders and dashboards, and what they give to an identity."""

from __future__ import annotations

from .identity import Identity
from .names import now
from .needs import Need
from .roles import ADMIN, DASHBOARD_ACTIONS, EDIT, FOLDER_ACTIONS, ROLE_PERMISSIONS, VIEW
from .store import Document, Shelf

_INHERITS = {"Viewer": ("Viewer",), "Editor": ("Editor", "Viewer"), "Admin": ("Admin", "Editor", "Viewer")}


class Access:
    """What one identity may do in its organisation."""

    def __init__(self, shelf: Shelf, identity: Identity, grants_lag: bool = False) -> None:
        self.shelf = shelf
        self.identity = identity
        self.grants_lag = grants_lag

    def actions(self) -> dict[str, list[str]]:
        """Every action with its scopes: those of the role, then those of the access lists."""
        found = {action: list(scopes) for action, scopes in ROLE_PERMISSIONS[self.identity.role].items()}
        for entry in self.shelf.list("access"):
            level = self._level_in(entry)
            table = FOLDER_ACTIONS if entry["kind"] == "folders" else DASHBOARD_ACTIONS
            for action, needed in table.items():
                if level >= needed:
                    found.setdefault(action, []).append(f"{entry['kind']}:uid:{entry['uid']}")
        return found

    def meets(self, need: Need) -> bool:
        """Whether a need is met anywhere; the access lists are only read where the role is not enough."""
        return need.is_met_by(ROLE_PERMISSIONS[self.identity.role]) or need.is_met_by(self.actions())

    def listed_actions(self, twice: bool) -> dict[str, list[str]]:
        """The same as the server lists it: scopes of access lists sorted, or each of them twice."""
        fixed = ROLE_PERMISSIONS[self.identity.role]
        listed = {}
        for action, scopes in sorted(self.actions().items()):
            own = list(fixed.get(action, ()))
            granted = scopes[len(own) :]
            if twice and action != "folders:create":
                granted = [scope for scope in granted for _ in range(2)]
            elif not twice:
                granted.sort()
            listed[action] = granted + own
        return listed

    def can_on_folder(self, action: str, uid: str) -> bool:
        """Whether the action is allowed in a folder; the root is the empty uid."""
        scopes = ROLE_PERMISSIONS[self.identity.role].get(action, ())
        if "folders:*" in scopes or (not uid and "folders:uid:general" in scopes):
            return True
        needed = FOLDER_ACTIONS.get(action)
        return needed is not None and self._folder_level(uid) >= needed

    def can_query(self, uid: str) -> bool:
        """Whether a data source may be queried; only roles give that."""
        scopes = ROLE_PERMISSIONS[self.identity.role].get("datasources:query", ())
        return "datasources:*" in scopes or f"datasources:uid:{uid}" in scopes

    def can_on_dashboard(self, action: str, dashboard: Document) -> bool:
        scopes = ROLE_PERMISSIONS[self.identity.role].get(action, ())
        if "dashboards:*" in scopes:
            return True
        needed = DASHBOARD_ACTIONS[action]
        own = self._level("dashboards", dashboard["uid"])
        return own >= needed or self._folder_level(dashboard["folder"]) >= needed

    def folder_capabilities(self, uid: str) -> dict[str, bool]:
        """The `can…` flags of a folder."""
        return {
            "canSave": self.can_on_folder("folders:write", uid),
            "canEdit": self.can_on_folder("folders:write", uid),
            "canAdmin": self.can_on_folder("folders.permissions:write", uid),
            "canDelete": self.can_on_folder("folders:delete", uid),
        }

    def _folder_level(self, uid: str) -> int:
        level = 0
        seen: set[str] = set()
        while uid and uid not in seen:
            seen.add(uid)
            level = max(level, self._level("folders", uid))
            folder = self.shelf.get("folder", uid)
            uid = folder["parent"] if folder else ""
        return level

    def _level(self, kind: str, uid: str) -> int:
        entry = self.shelf.get("access", f"{kind}:{uid}")
        return 0 if entry is None else self._level_in(entry)

    def _level_in(self, entry: Document) -> int:
        levels = [0]
        levels.extend(item["permission"] for item in entry["items"] if item.get("userId") == self.identity.number)
        if not (self.grants_lag and self.identity.kind == "service-account" and not entry["noticed"]):
            roles = _INHERITS.get(self.identity.role, ())
            levels.extend(item["permission"] for item in entry["items"] if item.get("role") in roles)
        return max(levels)


def set_access(shelf: Shelf, kind: str, uid: str, items: list[Document], noticed: bool = True) -> None:
    """Replaces the access list of a folder (`folders`) or a dashboard (`dashboards`)."""
    moment = now()
    entry = {"kind": kind, "uid": uid, "items": items, "created": moment, "updated": moment, "noticed": noticed}
    shelf.put("access", f"{kind}:{uid}", entry)


def grant_folder_defaults(
    shelf: Shelf, identity: Identity, uid: str, nested: bool, noticed: bool, creator_owns_nested: bool
) -> None:
    """What a new folder's access list holds: no roles when nested, as its parent's list counts."""
    items: list[Document] = []
    if identity.kind == "user" and (creator_owns_nested or not nested):
        items.append({"userId": identity.number, "permission": ADMIN})
    if not nested:
        items += _role_items()
    set_access(shelf, "folders", uid, items, noticed)


def grant_dashboard_defaults(shelf: Shelf, identity: Identity, uid: str, in_folder: bool) -> None:
    items: list[Document] = [{"userId": identity.number, "permission": ADMIN}]
    if not in_folder:
        items += _role_items()
    set_access(shelf, "dashboards", uid, items)


def notice_grants(shelf: Shelf) -> None:
    """Lets roles see the lists that were too new for them."""
    for entry in shelf.list("access"):
        if not entry["noticed"]:
            shelf.put("access", f"{entry['kind']}:{entry['uid']}", {**entry, "noticed": True})


def forget_access(shelf: Shelf, kind: str, uid: str) -> None:
    shelf.delete("access", f"{kind}:{uid}")


def _role_items() -> list[Document]:
    return [{"role": "Editor", "permission": EDIT}, {"role": "Viewer", "permission": VIEW}]
