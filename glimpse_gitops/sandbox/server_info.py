"""Health, settings, organisation, user and permissions: what a client asks first."""

from __future__ import annotations

from .answer import Answer, message
from .call import Call, Route
from .identity import MAIN_ORG, admin_document
from .needs import access_denied, one
from .shape import fields

_SERVICE_ACCOUNT = {"id": 0, "uid": "", "created": "0001-01-01T00:00:00Z"}
_NO_ADDRESS = {"address1": "", "address2": "", "city": "", "zipCode": "", "state": "", "country": ""}


def get_health(call: Call) -> Answer:
    return Answer(200, {"database": "ok", "version": call.version.reported, "commit": "local"})


def get_settings(call: Call) -> Answer:
    version = call.version.reported
    build = {
        "hideVersion": False,
        "version": version,
        "versionString": f"Grafana v{version} (local)",
        "commit": "local",
        "commitShort": "local",
        "buildstamp": 1795399196,
        "edition": "Open Source",
        "latestVersion": "",
        "hasUpdate": False,
        "env": "production",
    }
    return Answer(200, {"appUrl": f"{call.base_url}/", "appSubUrl": "", "buildInfo": build, "datasources": {}})


def get_org(call: Call) -> Answer:
    return Answer(200, {"id": call.org, "name": _org_name(call, call.org), "address": _NO_ADDRESS})


def _org_name(call: Call, org: int) -> str:
    if org == MAIN_ORG:
        return "Main Org."
    found = call.store.shelf(0).get("org", str(org))
    return found["name"] if found else ""


def list_orgs(call: Call) -> Answer:
    if call.identity.kind != "user":
        raise access_denied(one("orgs:read"))
    others = call.store.shelf(0).list("org")
    named = [{"id": org["id"], "name": org["name"]} for org in others]
    return Answer(200, [{"id": MAIN_ORG, "name": _org_name(call, MAIN_ORG)}, *named])


def post_org(call: Call) -> Answer:
    """Creates an organisation; the admin is its first member."""
    name = fields(call.json(), name=str)["name"]
    if not name:
        raise message(400, "bad request data")
    shelf = call.store.shelf(0)
    if name == _org_name(call, MAIN_ORG) or any(org["name"] == name for org in shelf.list("org")):
        raise message(409, "Organization name taken")
    number = call.store.next_number("org") + MAIN_ORG
    shelf.put("org", str(number), {"id": number, "name": name})
    return Answer(200, {"message": "Organization created", "orgId": number})


def delete_org(call: Call) -> Answer:
    """Deletes an organisation with everything in it; not the one that the caller works in."""
    number = call.path["id"]
    if number == str(admin_document(call.store).get("org", MAIN_ORG)):
        text = "Cannot delete your active organization. Please switch to a different organization first."
        raise message(400, text)
    if not call.store.shelf(0).delete("org", number):
        raise message(404, "Failed to delete organization. ID not found")
    call.store.execute("DELETE FROM document WHERE org = ?", (int(number),))
    return Answer(200, {"message": "Organization deleted"})


def get_user(call: Call) -> Answer:
    who = call.identity
    user = admin_document(call.store) if who.kind == "user" else _SERVICE_ACCOUNT
    shown = {
        "id": user["id"],
        "uid": user["uid"] or f"service-account:{who.number}",
        "email": "admin@localhost" if who.kind == "user" else who.login,
        "name": who.name,
        "login": who.login,
        "theme": "",
        "orgId": user.get("org", MAIN_ORG) if who.kind == "user" else call.org,
        "isGrafanaAdmin": who.kind == "user",
        "isDisabled": False,
        "isExternal": False,
        "isExternallySynced": False,
        "isGrafanaAdminExternallySynced": False,
        "authLabels": [] if who.kind == "user" else None,
        "updatedAt": user["created"],
        "createdAt": user["created"],
        "avatarUrl": "/public/img/user_profile.png" if who.kind == "user" else "",
    }
    if call.version.user_has_provisioned_flag:
        shown["isProvisioned"] = False
    return Answer(200, shown)


def get_permissions(call: Call) -> Answer:
    """Every action that the caller may do, with its scopes."""
    return Answer(200, call.access.listed_actions(call.version.permissions_listed_twice))


PUBLIC_ROUTES = (
    Route("GET", "/api/health", get_health),
    Route("GET", "/healthz", get_health),
)
ROUTES = (
    Route("GET", "/api/frontend/settings", get_settings),
    Route("GET", "/api/org", get_org, one("orgs:read")),
    Route("GET", "/api/orgs", list_orgs),
    Route("POST", "/api/orgs", post_org, one("orgs:create")),
    Route("DELETE", "/api/orgs/<id>", delete_org, one("orgs:delete")),
    Route("GET", "/api/user", get_user),
    Route("GET", "/api/access-control/user/permissions", get_permissions),
)
