"""Grafana's refusals as the tool's own exceptions, in a sentence each."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, quote_plus

from ..errors import ConflictError, GlimpseError, NotAuthorisedError, RefusedError, UnreachableError

REDACTED = "[REDACTED]"
"""What Grafana shows instead of a secret, and what takes a secret's place in our messages."""

_NO_LOCK = {
    "alerting.provenanceMismatch": "it is kept by provisioning files or by another tool: change it there",
    "alerting.notifications.contact-points.referenced": "point the notification policy elsewhere first",
    "alerting.notifications.contact-points.used-by-rule": "point the alert rules elsewhere first",
    "alerting.notifications.contact-points.uidInUse": "a channel of another contact point has this uid already",
    "alerting.alert-rule.conflict": "another rule of that folder has this title: give one of them another",
    "alerting.notifications.time-intervals.used": "take it out of the notification policy and the alert rules first",
}
"""Message ids of 409 answers that no fresh read would change, each with what to do."""

_NO_PERMISSION_MATTER = {
    "alerting.notifications.invalidProvenance": 'set provenance = "locked" as it was written, or delete it there first',
}
"""Message ids of 403 answers that no permission would change."""

_OF_NEW_ORGANISATIONS = ("the notification templates", "the mute timings", "the contact points")
"""What Grafana 11 answers with 500 until the first round of its Alertmanager, a minute at most."""


@contextmanager
def in_our_words(server: str, subject: str, secrets: Collection[str] = ()) -> Iterator[None]:
    """Around calls of grafana-client about `subject`: what it raises becomes one of ours, free of `secrets`."""
    from grafana_client.client import GrafanaException

    try:
        yield
    except GrafanaException as error:
        raise explain_refusal(error.status_code, error.response, subject, secrets) from None
    except ValueError:
        raise UnreachableError(
            f"{subject}: {server} sends JSON that cannot be read", "try again; a proxy may cut answers short"
        ) from None


def explain_refusal(status: int, response: Any, subject: str, secrets: Iterable[str] = ()) -> GlimpseError:
    """The exception for an answer of `status` (400 and up) to a request about `subject`, e.g. `folder glimpse`.

    `response` is the parsed body or its text. The values in `secrets` are taken out of what it says.
    """
    body = response if isinstance(response, dict) else {}
    said = _said(body, secrets)
    message_id = str(body.get("messageId") or "")
    because = f": {said}" if said else ""
    if status == 401:
        return NotAuthorisedError(
            f"Grafana does not accept the credentials{because}",
            "check GRAFANA_TOKEN, or GRAFANA_USER and GRAFANA_PASSWORD; a token belongs to one organisation",
        )
    if status == 403:
        if message_id in _NO_PERMISSION_MATTER:
            return RefusedError(f"{subject}: {said}", _NO_PERMISSION_MATTER[message_id], status=status)
        if "read-only" in said or "resource manager" in said:
            hint = "it is kept by provisioning files or Git Sync: change it there"
            return RefusedError(f"{subject}: {said}", hint, status=status)
        return NotAuthorisedError(f"{subject}: Grafana denies access{because}", "give the account this permission")
    if status in (409, 412):
        if message_id in _NO_LOCK:
            return RefusedError(f"{subject}: {said}", _NO_LOCK[message_id], status=status)
        if body.get("reason") == "Conflict":
            return ConflictError(f"{subject} was changed in Grafana after it was read", "run plan again", status=status)
        return ConflictError(f"{subject}: {said or 'it has changed meanwhile'}", "run plan again", status=status)
    if status in (502, 503, 504) and not body.get("messageId"):
        return UnreachableError(
            f"{subject}: Grafana, or a proxy before it, answers {status}{because}", "try again when it is up"
        )
    if status == 429:
        return UnreachableError(f"{subject}: Grafana asks to slow down (429)", "try again in some minutes")
    hint = "Grafana's own log says more" if status >= 500 else ""
    if status == 500 and subject in _OF_NEW_ORGANISATIONS:
        hint += "; of an organisation that has just been made, Grafana has them after a minute"
    return RefusedError(f"{subject}: Grafana refuses it with {status}{because}", hint, status=status)


def _said(body: dict[str, Any], secrets: Iterable[str]) -> str:
    """What the server says in its own words, on one line, without secrets."""
    said = str(body.get("message") or body.get("error") or "")
    extra = body.get("extra")
    if isinstance(extra, dict) and extra.get("Error"):
        said = f"{said} ({extra['Error']})"
    elif isinstance(extra, dict) and extra.get("permissions"):
        said = f"{said}; it takes {extra['permissions']}"
    spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
    for spelling in sorted(filter(None, spellings), key=len, reverse=True):
        said = said.replace(spelling, REDACTED)
    return " ".join(said.split()).removesuffix(".")


def _spellings(secret: str) -> Iterator[str]:
    """A secret as a server may quote it: whole, escaped in the ways of JSON, Go and URLs, or a part that stands out."""
    for text in (secret, secret.strip()):
        yield text
        yield json.dumps(text)[1:-1]
        yield json.dumps(text, ensure_ascii=False)[1:-1]
        yield quote(text, safe="")
        yield quote(text)
        yield quote_plus(text)
    # No escaping changes these characters, and what is this long is no everyday word.
    yield from re.findall(r"[\w.~-]{8,}", secret)
