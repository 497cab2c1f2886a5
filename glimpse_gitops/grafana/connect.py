"""Connecting: is there a Grafana, which version, does it know us, what can it do?"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import NotAuthorisedError, RefusedError, UnreachableError, UsageError
from . import resource_api
from .address import Address, Credentials
from .client import Client, Provenance
from .refusal import in_our_words

if TYPE_CHECKING:
    from ..http.session import Session

OLDEST = (11, 6)
NEWEST_MAJOR = 13
CONNECTIONS = 8


def connect(
    address: Address,
    credentials: Credentials,
    *,
    org_id: int | None = None,
    ca_file: str = "",
    client_certificate: str | tuple[str, str] | None = None,
    provenance: Provenance = "locked",
    message: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Client:
    """A client for the Grafana at `address`, after three to five requests, all of them GET.

    `client_certificate` is a PEM file with certificate and key, or one file each; `sleep` waits between attempts.
    Raises UsageError for a version that is too old or a file that is not there, NotAuthorisedError, UnreachableError.
    """
    _check_files(ca_file, client_certificate)
    session, api = _open(address, credentials, org_id, ca_file, client_certificate, sleep)
    try:
        version_text = _version(api, address)
        version = _parse_version(version_text, address)
        org, org_name = _organisation(api, address, credentials, org_id)
        namespace = "default" if org == 1 else f"org-{org}"
        return Client(
            api,
            session,
            address,
            version,
            version_text,
            org,
            org_name,
            namespace,
            _has_resource_api(api, address, namespace) if version >= (12, 0) else False,
            provenance,
            message,
            _warnings(version, version_text),
        )
    except BaseException:
        session.close()
        raise


def _open(
    address: Address,
    credentials: Credentials,
    org_id: int | None,
    ca_file: str,
    client_certificate: str | tuple[str, str] | None,
    sleep: Callable[[float], None],
) -> tuple[Session, Any]:
    """Our session, and grafana-client's API on top of it."""
    from grafana_client.api import GrafanaApi

    from ..http.session import Session

    session = Session(
        address.url,
        product="Grafana",
        client_certificate=client_certificate,
        connections=CONNECTIONS,
        sleep=sleep,
    )
    api = GrafanaApi(
        auth=credentials.token or (credentials.user.encode(), credentials.password.encode()),
        host=address.authority_host,
        port=address.port,
        protocol=address.scheme,
        url_path_prefix=f"{address.prefix}/" if address.prefix else "",
        verify=ca_file or True,
        user_agent=f"glimpse-gitops/{__version__}",
        organization_id=org_id,
    )
    session.headers.update(api.client.s.headers)
    api.client.s.close()
    api.client.s = session
    return session, api


def _check_files(ca_file: str, client_certificate: str | tuple[str, str] | None) -> None:
    certificate = (client_certificate,) if isinstance(client_certificate, str) else client_certificate or ()
    for path, what in ((ca_file, "CA"), *((path, "client certificate") for path in certificate)):
        if path and not Path(path).is_file():
            raise UsageError(f'the {what} file "{path}" is not there', "check its path")


def _version(api: Any, address: Address) -> str:
    """The version's text, from `/api/health` or, where it is hidden there, from the settings of the start page."""
    try:
        with in_our_words(address.url, "/api/health"):
            health = api.client.GET("/health")
    except RefusedError:
        health = None
    if not isinstance(health, dict) or "database" not in health:
        raise UnreachableError(
            f"{address} is no Grafana: /api/health answers something else", "check the address, its path included"
        )
    if health.get("version"):
        return str(health["version"])
    with in_our_words(address.url, "its version"):
        settings = api.client.GET("/frontend/settings")
    version = settings.get("buildInfo", {}).get("version") if isinstance(settings, dict) else None
    if not version:
        raise UnreachableError(f"{address} does not tell its version", "set hide_version = false in [auth.anonymous]")
    return str(version)


def _parse_version(text: str, address: Address) -> tuple[int, int]:
    match = re.match(r"(\d+)\.(\d+)", text)
    if match is None:
        raise UnreachableError(f'{address} gives "{text}" for its version', "is it a build of your own?")
    version = int(match[1]), int(match[2])
    if version < OLDEST:
        raise UsageError(
            f"{address} is Grafana {text}, and {OLDEST[0]}.{OLDEST[1]} is the oldest that this tool can work with",
            "upgrade Grafana; files for its provisioning can be built for older ones as well",
        )
    return version


def _organisation(api: Any, address: Address, credentials: Credentials, org_id: int | None) -> tuple[int, str]:
    """Id and name of the organisation; the name is empty for accounts without a role, which may not read it."""
    subject = f"organisation {org_id}" if org_id else "the organisation"
    try:
        with in_our_words(address.url, subject):
            org = api.organization.get_current_organization()
        return int(org["id"]), str(org["name"])
    except NotAuthorisedError as refusal:
        with in_our_words(address.url, subject):
            account = api.client.GET("/user")
        found = int(account.get("orgId") or 0) if isinstance(account, dict) else 0
        if found < 1 or found != (org_id or found):
            who = f"user {credentials.user}" if credentials.user else "the account of the token"
            raise NotAuthorisedError(
                f"{who} is not a member of {subject} at {address}", "choose another organisation, or add the account"
            ) from refusal
        return found, ""


def _has_resource_api(api: Any, address: Address, namespace: str) -> bool:
    """Whether dashboards can be listed as resources: not where a proxy keeps `/apis` to itself, say."""
    try:
        with in_our_words(address.url, "the resource API"):
            listing = resource_api.request(
                api, "GET", resource_api.collection(resource_api.DASHBOARDS, namespace), params={"limit": 1}
            )
    except (RefusedError, NotAuthorisedError, UnreachableError):
        return False
    return isinstance(listing, dict) and "items" in listing


def _warnings(version: tuple[int, int], text: str) -> tuple[str, ...]:
    if version[0] > NEWEST_MAJOR:
        return (f"Grafana {text} is newer than {NEWEST_MAJOR}, the newest that this tool was made for",)
    return ()
