"""What Grafana refuses of the contact points in a provisioning file: with one of these it does not even start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.broken_part import BrokenPart
from ..model.document import Document
from .json_lists import mapping, mappings_in
from .nearest import misspelt
from .site import text_of

NEEDED: dict[str, tuple[str, ...]] = {
    "dingding": ("url",),
    "discord": ("url",),
    "email": ("addresses",),
    "googlechat": ("url",),
    "kafka": ("kafkaRestProxy", "kafkaTopic"),
    "line": ("token",),
    "mqtt": ("brokerUrl", "topic"),
    "oncall": ("url",),
    "opsgenie": ("apiKey",),
    "pagerduty": ("integrationKey",),
    "prometheus-alertmanager": ("url",),
    "pushover": ("apiToken", "userKey"),
    "sensugo": ("url", "apikey"),
    "teams": ("url",),
    "telegram": ("bottoken", "chatid"),
    "threema": ("gateway_id", "recipient_id", "api_secret"),
    "victorops": ("url",),
    "webhook": ("url",),
}
"""Type of integration → the settings without which Grafana 12.4 refuses it; tried one by one on a real one."""

_OTHERS = frozenset({"jira", "slack", "sns", "webex", "wecom"})
"""Types that take one setting or another."""


def contact_point_faults(json: Mapping[str, Any], document: Document, pointer: str) -> Iterator[BrokenPart]:
    """The faults of the contact point at the pointer."""
    words = f"contact point {text_of(json.get('name'))}".rstrip()
    if not json.get("name"):
        yield BrokenPart("rule", "the contact point has no name", document.origin(pointer), words)
    for index, receiver in mappings_in(json.get("receivers")):
        below = f"{pointer}/receivers/{index}"
        for fault, inside in _faults(receiver):
            yield BrokenPart("rule", fault, document.origin(f"{below}{inside}"), words)


def _faults(receiver: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with one of its channels, and where."""
    for key in ("uid", "type"):
        if not receiver.get(key):
            yield f"the channel has no {key}", ""
    kind = text_of(receiver.get("type"))
    if meant := misspelt(kind, sorted({*NEEDED, *_OTHERS})) if kind else "":
        yield f'there is no channel "{kind}": did you mean "{meant}"?', "/type"
        return
    # Go reads the keys of JSON in any case.
    written = {str(key).lower(): str(key) for key in mapping(receiver.get("settings"))}
    settings = {low: receiver["settings"][key] for low, key in written.items()}
    given = {low for low, value in settings.items() if value not in (None, "", [])}
    for key in NEEDED.get(kind.lower(), ()):
        if key.lower() not in given:
            yield f"{kind} needs the setting {key}", "/type"
        elif not isinstance(settings[key.lower()], str):
            yield f"{key} must be a text: write it in quotes", f"/settings/{written[key.lower()]}"
    if kind.lower() == "slack" and "url" not in given and not {"token", "recipient"} <= given:
        yield f"{kind} needs the setting {'recipient' if 'token' in given else 'url or token'}", "/type"
