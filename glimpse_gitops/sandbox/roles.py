"""What the basic roles may do, as action and scopes; rights on single folders and dashboards come from access lists."""

from __future__ import annotations

from collections.abc import Mapping

Scopes = Mapping[str, tuple[str, ...]]

_VIEWER: Scopes = {
    "alert.instances:read": ("",),
    "alert.notifications.receivers:read": ("receivers:*",),
    "alert.notifications:read": ("", ""),
    "alert.provisioning:read": ("",),
    "alert.rules:read": ("folders:*",),
    "datasources:query": ("datasources:*",),
    "datasources:read": ("datasources:*",),
    "folders:read": ("folders:uid:general", "folders:uid:sharedwithme"),
    "orgs:read": ("",),
}
_EDITOR: Scopes = {
    **_VIEWER,
    "alert.notifications:write": ("", ""),
    "alert.provisioning.provenance:write": ("",),
    "alert.provisioning:write": ("",),
    "alert.rules:create": ("folders:*",),
    "alert.rules:delete": ("folders:*",),
    "alert.rules:write": ("folders:*",),
    "alert.silences:create": ("folders:*",),
    "dashboards:create": ("folders:uid:general",),
    "folders:create": ("folders:uid:general",),
}
_ADMIN: Scopes = {
    **_EDITOR,
    "alert.notifications:read": ("", "", ""),
    "alert.notifications:write": ("", ""),
    "alert.provisioning:read": ("", ""),
    "alert.provisioning:write": ("",),
    "alert.provisioning.secrets:read": ("",),
    "alert.rules:create": ("folders:*", "folders:*"),
    "alert.rules:delete": ("folders:*", "folders:*"),
    "alert.rules:read": ("folders:*", "folders:*", "folders:*"),
    "alert.rules:write": ("folders:*", "folders:*"),
    "dashboards.permissions:read": ("dashboards:*", "folders:*"),
    "dashboards.permissions:write": ("dashboards:*", "folders:*"),
    "dashboards:create": ("folders:uid:general", "folders:*", "folders:*"),
    "dashboards:delete": ("dashboards:*", "folders:*"),
    "dashboards:read": ("dashboards:*", "dashboards:*", "folders:*", "folders:*"),
    "dashboards:write": ("dashboards:*", "folders:*"),
    "datasources:create": ("",),
    "datasources:delete": ("datasources:*",),
    "datasources:explore": ("",),
    "datasources:query": ("datasources:*", "datasources:uid:grafana", "datasources:*"),
    "datasources:read": ("datasources:*", "datasources:uid:grafana", "datasources:*"),
    "datasources:write": ("datasources:*",),
    "folders.permissions:read": ("folders:*",),
    "folders.permissions:write": ("folders:*",),
    "folders:create": ("folders:uid:general", "folders:*"),
    "folders:delete": ("folders:*",),
    "folders:read": (
        "folders:*",
        "folders:uid:general",
        "folders:*",
        "folders:uid:general",
        "folders:*",
        "folders:uid:general",
        "folders:uid:sharedwithme",
    ),
    "folders:write": ("folders:*",),
    "orgs:create": ("",),
    "orgs:delete": ("",),
    "serviceaccounts:create": ("",),
    "serviceaccounts:delete": ("serviceaccounts:*",),
    "serviceaccounts:read": ("serviceaccounts:*",),
    "serviceaccounts:write": ("serviceaccounts:*",),
}

ROLE_PERMISSIONS: Mapping[str, Scopes] = {
    "": {},
    "None": {"folders:read": ("folders:uid:sharedwithme",)},
    "Viewer": _VIEWER,
    "Editor": _EDITOR,
    "Admin": _ADMIN,
}

VIEW, EDIT, ADMIN = 1, 2, 4
LEVEL_NAMES: Mapping[int, str] = {VIEW: "View", EDIT: "Edit", ADMIN: "Admin"}

FOLDER_ACTIONS: Mapping[str, int] = {
    "alert.rules:create": EDIT,
    "alert.rules:delete": EDIT,
    "alert.rules:read": VIEW,
    "alert.rules:write": EDIT,
    "alert.silences:create": EDIT,
    "alert.silences:read": VIEW,
    "alert.silences:write": EDIT,
    "annotations:create": EDIT,
    "annotations:delete": EDIT,
    "annotations:read": VIEW,
    "annotations:write": EDIT,
    "dashboards.permissions:read": ADMIN,
    "dashboards.permissions:write": ADMIN,
    "dashboards:create": EDIT,
    "dashboards:delete": EDIT,
    "dashboards:read": VIEW,
    "dashboards:write": EDIT,
    "folders.permissions:read": ADMIN,
    "folders.permissions:write": ADMIN,
    "folders:create": EDIT,
    "folders:delete": EDIT,
    "folders:read": VIEW,
    "folders:write": EDIT,
    "library.panels:create": EDIT,
    "library.panels:delete": EDIT,
    "library.panels:read": VIEW,
    "library.panels:write": EDIT,
}
"""The level on a folder's access list that gives each action on what the folder holds."""

DASHBOARD_ACTIONS: Mapping[str, int] = {
    "annotations:create": EDIT,
    "annotations:delete": EDIT,
    "annotations:read": VIEW,
    "annotations:write": EDIT,
    "dashboards.permissions:read": ADMIN,
    "dashboards.permissions:write": ADMIN,
    "dashboards:delete": EDIT,
    "dashboards:read": VIEW,
    "dashboards:write": EDIT,
}
"""The same for a dashboard's own access list."""
