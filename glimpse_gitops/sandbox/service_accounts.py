"""`/api/serviceaccounts`: service accounts and their tokens."""

from __future__ import annotations

import secrets
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

from .answer import Answer, RefusalError, known_error, message
from .call import Call, Route
from .identity import ROLES
from .names import new_uid, now
from .needs import one
from .shape import fields
from .slug import slug
from .store import Document

AVATAR = "/public/img/user_profile.png"
CREATE, WRITE = one("serviceaccounts:create"), one("serviceaccounts:write")
READ, DELETE = one("serviceaccounts:read"), one("serviceaccounts:delete")
_SOON = 7 * 24 * 3600
"""Seconds from which on the listing counts down."""


def post_account(call: Call) -> Answer:
    body = fields(call.json(), name=str, role=str, isDisabled=bool)
    role = body["role"] or "Viewer"
    if not body["name"]:
        raise message(400, "Bad request data")
    if role not in ROLES:
        raise message(400, "Bad request data")
    login = f"sa-{call.org}-{slug(body['name'])}"
    if any(account["login"] == login for account in call.shelf.list("service-account")):
        raise _known(400, "ErrAlreadyExists", "service account already exists")
    account: Document = {
        "id": call.store.next_number("user"),
        "uid": new_uid(),
        "name": body["name"],
        "login": login,
        "role": role,
        "isDisabled": body["isDisabled"],
        "created": now(),
    }
    call.shelf.put("service-account", str(account["id"]), account)
    return Answer(201, _shown(call, account))


def search_accounts(call: Call) -> Answer:
    words = call.argument("query").lower()
    accounts = [account for account in call.shelf.list("service-account") if words in account["name"].lower()]
    found = [{**_shown(call, account), "avatarUrl": AVATAR} for account in accounts]
    return Answer(200, {"totalCount": len(found), "serviceAccounts": found, "page": 1, "perPage": 1000})


def get_account(call: Call) -> Answer:
    return Answer(200, _detailed(call, _find(call)))


def patch_account(call: Call) -> Answer:
    account = _find(call)
    body = call.json()
    given = fields(body, name=str, role=str, isDisabled=bool)
    if given["role"] and given["role"] not in ROLES:
        raise message(400, "Bad request data")
    account["name"] = given["name"] or account["name"]
    account["role"] = given["role"] or account["role"]
    if body.get("isDisabled") is not None:
        account["isDisabled"] = given["isDisabled"]
    call.shelf.put("service-account", str(account["id"]), account)
    body = {"id": account["id"], "message": "Service account updated", "name": account["name"]}
    return Answer(200, {**body, "serviceaccount": _detailed(call, account)})


def delete_account(call: Call) -> Answer:
    account = _find(call)
    call.shelf.delete("service-account", str(account["id"]))
    for token in _tokens(call, account["id"]):
        call.store.shelf(0).delete("token", token["key"])
    return Answer(200, {"message": "Service account deleted"})


def post_token(call: Call) -> Answer:
    """The only answer that shows the key."""
    account = _find(call)
    given = fields(call.json(), name=str, secondsToLive=int)
    name, lives = given["name"], given["secondsToLive"]
    if not name:
        raise message(400, "Bad request data")
    if any(token["name"] == name for token in _tokens(call, account["id"])):
        text = "service account token with given name already exists in the organization"
        raise _known(400, "ErrTokenAlreadyExists", text)
    if lives < 0:
        raise _known(400, "ErrInvalidInput", "invalid SecondsToLive value")
    body = secrets.token_hex(16)
    key = f"glsa_{body}_{zlib.crc32(body.encode()):08x}"
    number = call.store.next_number("token")
    token = {"id": number, "name": name, "key": key, "account": account["id"], "org": call.org, "created": now()}
    if lives:
        token["expires"] = (datetime.now(UTC) + timedelta(seconds=lives)).isoformat(timespec="seconds")
    call.store.shelf(0).put("token", key, token, parent=f"{call.org}/{account['id']}")
    return Answer(200, {"id": number, "name": name, "key": key})


def list_tokens(call: Call) -> Answer:
    found = _tokens(call, _find(call)["id"])
    return Answer(200, [_shown_token(token) for token in found])


def delete_token(call: Call) -> Answer:
    account = _find(call)
    for token in _tokens(call, account["id"]):
        if str(token["id"]) == call.path["token"]:
            call.store.shelf(0).delete("token", token["key"])
            return Answer(200, {"message": "Service account token deleted"})
    raise _known(404, "ErrTokenNotFound", "service account token not found")


def _known(status: int, name: str, text: str) -> RefusalError:
    return known_error(status, f"serviceaccounts.{name}", text)


def _find(call: Call) -> Document:
    account = call.shelf.get("service-account", call.path["id"])
    if not call.path["id"].isdigit():
        raise message(404, "Not found")
    if account is None:
        raise _known(404, "ErrNotFound", "service account not found")
    return account


def _tokens(call: Call, account: int) -> list[Document]:
    return call.store.shelf(0).list("token", f"{call.org}/{account}")


def _shown_token(token: Document) -> dict[str, Any]:
    left = _seconds_left(token)
    ends = token.get("expires")
    return {
        **{key: token[key] for key in ("id", "name", "created")},
        "lastUsedAt": None,
        "expiration": ends.replace("+00:00", "Z") if ends else None,
        "secondsUntilExpiration": left if 0 < left < _SOON else 0,
        "hasExpired": bool(ends) and left <= 0,
        "isRevoked": False,
    }


def _seconds_left(token: Document) -> float:
    ends = token.get("expires")
    return (datetime.fromisoformat(ends) - datetime.now(UTC)).total_seconds() if ends else 0


def _shown(call: Call, account: Document) -> dict[str, Any]:
    return {
        "id": account["id"],
        "uid": account["uid"],
        "name": account["name"],
        "login": account["login"],
        "orgId": call.org,
        "isDisabled": account["isDisabled"],
        "role": account["role"],
        "tokens": len(_tokens(call, account["id"])),
        "avatarUrl": "",
    }


def _detailed(call: Call, account: Document) -> dict[str, Any]:
    """One account asked for by its number."""
    shown = _shown(call, account)
    del shown["tokens"]
    times = {"createdAt": account["created"], "updatedAt": account["created"]}
    return {**shown, **times, "avatarUrl": AVATAR, "teams": None}


ROUTES = (
    Route("POST", "/api/serviceaccounts", post_account, CREATE),
    Route("GET", "/api/serviceaccounts/search", search_accounts, READ),
    Route("GET", "/api/serviceaccounts/<id>", get_account, READ),
    Route("PATCH", "/api/serviceaccounts/<id>", patch_account, WRITE),
    Route("DELETE", "/api/serviceaccounts/<id>", delete_account, DELETE),
    Route("GET", "/api/serviceaccounts/<id>/tokens", list_tokens, READ),
    Route("POST", "/api/serviceaccounts/<id>/tokens", post_token, WRITE),
    Route("DELETE", "/api/serviceaccounts/<id>/tokens/<token>", delete_token, WRITE),
)
