"""Who is asking: the admin by password, or a service account by token."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from werkzeug.datastructures import Headers

from .answer import RefusalError
from .names import new_uid, now
from .store import Document, Store

LOGIN = "admin"
PASSWORD = "glimpse123"
ROLES = ("None", "Viewer", "Editor", "Admin")
MAIN_ORG = 1


@dataclass(frozen=True)
class Identity:
    """A user or a service account, in the organisation that the request is about."""

    kind: str
    """`user` or `service-account`."""
    number: int
    uid: str
    login: str
    name: str
    role: str
    """`Admin`, `Editor`, `Viewer`, `None`, or empty where it is no member of the organisation."""
    org: int

    @property
    def reference(self) -> str:
        """As it stands in resource annotations."""
        return f"{self.kind}:{self.uid}"

    @property
    def shown_name(self) -> str:
        return self.login if self.kind == "user" else self.name


def admin_document(store: Store) -> Document:
    """The admin user; created with the first call."""
    shelf = store.shelf(0)
    found = shelf.get("user", LOGIN)
    if found is None:
        found = {"id": store.next_number("user"), "uid": new_uid(), "created": now()}
        shelf.put("user", LOGIN, found)
    return found


def identify(store: Store, headers: Headers) -> Identity:
    """The identity behind a request, or a 401. The header `X-Grafana-Org-Id` chooses its organisation."""
    asked = _org_number(headers.get("X-Grafana-Org-Id", ""))
    scheme, _, value = headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and value.strip():
        return _by_token(store, value.strip(), asked)
    if scheme.lower() == "basic":
        return _by_password(store, value.strip(), asked)
    raise _unauthorized("auth.unauthorized", "Unauthorized")


def org_exists(store: Store, org: int) -> bool:
    return org == MAIN_ORG or store.shelf(0).get("org", str(org)) is not None


def switch_organisation(store: Store, headers: Headers, argument: str) -> bool:
    """What the query parameter `orgId` does to a user: from now on, that organisation is theirs unless a header says
    otherwise. Gives whether it was another one before."""
    who, wanted = identify(store, headers), _org_number(argument)
    if who.kind != "user" or wanted in (0, who.org) or not org_exists(store, wanted):
        return False
    store.shelf(0).put("user", LOGIN, {**admin_document(store), "org": wanted})
    return True


def _org_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _by_password(store: Store, encoded: str, org: int) -> Identity:
    try:
        login, _, password = base64.b64decode(encoded, validate=True).decode("utf-8", "replace").partition(":")
    except (ValueError, binascii.Error):
        raise _unauthorized("auth.unauthorized", "Unauthorized") from None
    if login != LOGIN or not hmac.compare_digest(password.encode(), PASSWORD.encode()):
        raise _unauthorized("password-auth.failed", "Invalid username or password")
    user = admin_document(store)
    org = org or user.get("org", MAIN_ORG)
    member = org_exists(store, org)
    return Identity("user", user["id"], user["uid"], LOGIN, "", "Admin" if member else "", org)


def _by_token(store: Store, token: str, org: int) -> Identity:
    found = store.shelf(0).get("token", token)
    if found is None:
        raise _unauthorized("api-key.invalid", "Invalid API key")
    if found.get("expires") and datetime.fromisoformat(found["expires"]) <= datetime.now(UTC):
        raise _unauthorized("api-key.expired", "Expired API key")
    if org and org != found["org"]:
        raise _unauthorized("api-key.organization-mismatch", "API key does not belong to the requested organization")
    account = store.shelf(found["org"]).get("service-account", str(found["account"]))
    if account is None:
        raise _unauthorized("api-key.invalid", "Invalid API key")
    if account["isDisabled"]:
        raise _unauthorized("service-account.disabled", "Service account is disabled")
    return Identity(
        "service-account",
        account["id"],
        account["uid"],
        account["login"],
        account["name"],
        account["role"],
        found["org"],
    )


def _unauthorized(message_id: str, text: str) -> RefusalError:
    body: dict[str, Any] = {"extra": None, "message": text, "messageId": message_id, "statusCode": 401, "traceID": ""}
    return RefusalError(401, body)
