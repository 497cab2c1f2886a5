"""One ruler, for one tenant: read its rule groups, write and delete one.

Mimir and Loki answer alike: all groups as YAML by namespace, 404 with `no rule groups found` where there are none; a
POST to a namespace makes or replaces one group, and answers 202. There are no versions to give back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import yaml

from .. import __version__
from ..errors import NotAuthorisedError, RefusedError, UnreachableError, UsageError

if TYPE_CHECKING:
    from ..http.session import Session

Group = Mapping[str, Any]
Groups = Mapping[str, Group]
"""Name of the group → its content, as in a rule file."""

_PATHS = {"Mimir": "prometheus/config/v1/rules", "Loki": "loki/api/v1/rules"}
_NONE = "no rule groups found"
_TENANT = re.compile(r"[A-Za-z0-9!_.*'()-]{1,150}")
"""What Mimir and Loki take for the name of a tenant; `.` and `..` would be folders of their stores."""
_FOLDER = ("unable to read rule dir", "unsupported in rule local store")
"""What a Loki says that keeps its rules in files."""
_FOLDER_HINT = "this Loki reads its rules from a folder, which its API cannot write: it needs an object store for them"
_MISSING = ("group does not exist", "no rule groups found", "namespace does not exist")


@dataclass(frozen=True)
class RulerAccount:
    """Who asks, and for which tenant."""

    tenant: str = ""
    token: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass
class Ruler:
    """A ruler that has answered."""

    session: Session
    url: str
    engine: str
    """`Mimir` or `Loki`."""
    tenant: str

    def groups(self, namespace: str) -> Groups:
        """The groups of one namespace."""
        listed = _listed(self.session.request("GET", self._path(), headers=_NO_CACHE), self.url)
        found = (listed or {}).get(namespace) or []
        return {str(group["name"]): group for group in found if isinstance(group, Mapping) and "name" in group}

    def write(self, namespace: str, group: Group) -> None:
        """Make the group, or replace it."""
        text = yaml.safe_dump(dict(group), sort_keys=False, allow_unicode=True, width=10**6)
        headers = {"Content-Type": "application/yaml"}
        answer = self.session.request("POST", self._path(namespace), data=text.encode(), headers=headers)
        _ensure_done(answer, f'rule group "{group["name"]}"', self.url)

    def delete(self, namespace: str, name: str) -> None:
        """Delete the group; one that is gone already is no error."""
        answer = self.session.request("DELETE", self._path(namespace, name))
        if answer.status_code == 404 and any(text in (answer.text or "") for text in _MISSING):
            return
        _ensure_done(answer, f'rule group "{name}"', self.url)

    def _path(self, *names: str) -> str:
        encoded = [quote(name, safe="") for name in names]
        if self.engine == "Loki":
            # It decodes the path as a whole and then each name: a slash that is encoded once would end the name.
            encoded = [quote(name, safe="") for name in encoded]
        return "/".join([self.url, _PATHS[self.engine], *encoded])


_NO_CACHE = {"Accept": "application/yaml"}


@contextmanager
def open_ruler(
    url: str, account: RulerAccount, *, ca_file: str = "", client_certificate: tuple[str, ...] = ()
) -> Iterator[Ruler]:
    """The ruler at `url`. Raises UsageError for what is no address or tenant, UnreachableError where no ruler answers.

    `client_certificate`: PEM files, one with certificate and key, or one each.
    """
    from ..http.session import Session

    server = _checked(url)
    _ensure_tenant(account.tenant)
    certificate = (client_certificate[0], client_certificate[-1]) if client_certificate else None
    session = Session(server, product="Mimir or Loki", answers=("yaml", "json"), client_certificate=certificate)
    session.headers["User-Agent"] = f"glimpse-gitops/{__version__}"
    session.verify = ca_file or True
    if account.tenant:
        session.headers["X-Scope-OrgID"] = account.tenant
    if account.token:
        session.headers["Authorization"] = f"Bearer {account.token}"
    elif account.user:
        session.auth = (account.user, account.password)
    try:
        yield Ruler(session, server, _engine(session, server), account.tenant)
    finally:
        session.close()


def _engine(session: Session, server: str) -> str:
    for engine, path in _PATHS.items():
        if _listed(session.request("GET", f"{server}/{path}"), server) is not None:
            return engine
    raise UnreachableError(
        f"{server} has no ruler that takes rules over HTTP",
        "give the address of a Mimir or a Loki whose ruler is on, as in --ruler http://localhost:9009",
    )


def _listed(answer: Any, server: str) -> Mapping[str, Any] | None:
    """The namespaces of a listing, empty where there are no groups; None where that API is not there."""
    status, text = answer.status_code or 0, answer.text or ""
    if status in (401, 403):
        raise _not_authorised(server, status, text)
    if status == 404:
        return {} if _NONE in text else None
    if status >= 400:
        hint = _FOLDER_HINT if any(sign in text for sign in _FOLDER) else ""
        raise RefusedError(f"{server} does not list its rules ({status}): {_short(text)}", hint, status=status)
    try:
        listed = yaml.safe_load(text)
    except yaml.YAMLError:
        raise UnreachableError(f"{server} answers something else than rule groups") from None
    if listed is not None and not isinstance(listed, dict):
        raise UnreachableError(f"{server} answers something else than rule groups")
    return listed or {}


def _ensure_done(answer: Any, subject: str, server: str) -> None:
    status = answer.status_code or 0
    if status in (401, 403):
        raise _not_authorised(server, status, answer.text or "")
    if status >= 400:
        text = _short(answer.text or "")
        if any(sign in text for sign in _FOLDER):
            text = f"{text}; {_FOLDER_HINT}"
        raise RefusedError(f"{server} refuses {subject} with {status}: {text}", status=status)


def _not_authorised(server: str, status: int, text: str) -> NotAuthorisedError:
    if "no org id" in text:
        return NotAuthorisedError(
            f"{server} keeps tenants apart, and none is named ({status})", "name it: --tenant NAME"
        )
    return NotAuthorisedError(
        f"{server} does not let us at its rules ({status})",
        "set RULER_TOKEN, or RULER_USER and RULER_PASSWORD, and name the tenant with --tenant",
    )


def _ensure_tenant(name: str) -> None:
    if name and (not _TENANT.fullmatch(name) or name in (".", "..")):
        raise UsageError(
            f'"{name}" is no name of a tenant',
            "Mimir and Loki take up to 150 letters and digits of ASCII and !-_.*'()",
        )


def _short(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= 300 else f"{first[:300]}…"


def _checked(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f'"{url}" is no address of a ruler', "write it like http://localhost:9009")
    if "@" in parts.netloc:
        raise UsageError("the address of the ruler holds a password", "set RULER_USER and RULER_PASSWORD instead")
    return url.strip().rstrip("/")
