"""Contact points: each channel by the class of its type where that can say everything, else by `Integration`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..compile.contact_point import compile_contact_point
from ..lint.secret_fields import is_secret
from ..model.contact_point import ContactPoint
from ..model.integrations import Channel, Email, Integration, PagerDuty, Slack, Webhook
from ..model.origin import Origin
from ..model.project import Definition
from ..model.resource import Resource, ResourceKind
from ..plan.normalise import REDACTED, normalise
from .references import References

_FIELDS: Mapping[type[Channel], Mapping[str, str]] = {
    Email: {"addresses": "addresses", "singleEmail": "single_email", "subject": "subject", "message": "message"},
    PagerDuty: {
        "integrationKey": "integration_key",
        "severity": "severity",
        "class": "class_",
        "component": "component",
        "group": "group",
        "summary": "summary",
        "source": "source",
        "client": "client",
        "client_url": "client_url",
        "details": "details",
    },
    Slack: {
        "url": "url",
        "token": "token",
        "recipient": "recipient",
        "username": "username",
        "title": "title",
        "text": "text",
        "mentionChannel": "mention_channel",
        "mentionUsers": "mention_users",
        "mentionGroups": "mention_groups",
        "icon_emoji": "icon_emoji",
        "color": "color",
    },
    Webhook: {
        "url": "url",
        "httpMethod": "http_method",
        "username": "username",
        "password": "password",
        "authorization_scheme": "authorization_scheme",
        "authorization_credentials": "authorization_credentials",
        "maxAlerts": "max_alerts",
        "title": "title",
        "message": "message",
    },
}
"""Class → setting of Grafana's API → field."""

_NESTED = (
    *("secret", "client_secret", "password", "access_key", "secret_key"),
    *("caCertificate", "clientCertificate", "clientKey"),
)
"""Settings inside others that are secrets."""
_TOP = 3
"""Words of a setting that is inside no other: contact point, type, key."""

_CLASSES: Mapping[str, type[Any]] = {"email": Email, "pagerduty": PagerDuty, "slack": Slack, "webhook": Webhook}


def contact_point_of(live: Resource, references: References) -> ContactPoint:
    """The contact point, its channels in the order in which Grafana lists them."""
    channels = [_channel(live.id.identity, given, references) for given in live.spec["integrations"]]
    point = ContactPoint(live.id.identity, *channels)
    own = _compiled(point)
    # A uid that the tool would give the channel anyway is not written.
    short = ContactPoint(live.id.identity, *(replace(one, uid="") for one in channels))
    made = [one["uid"] for one in _compiled(short)["integrations"]]
    wanted = [one["uid"] for one in own["integrations"]]
    kept = [replace(one, uid="") if a == b else one for one, a, b in zip(channels, wanted, made, strict=True)]
    return ContactPoint(live.id.identity, *kept)


def _channel(point: str, given: Mapping[str, Any], references: References) -> Channel:
    settings = {key: value for key, value in (given.get("settings") or {}).items() if value not in (None, "")}
    words = (point, str(given["type"]))
    settings = {
        key: references.secret(*words, key)
        if is_secret(words[1], key) and isinstance(value, str)
        else _with_secrets(value, (*words, key), references)
        for key, value in settings.items()
    }
    common = {"disable_resolve_message": bool(given.get("disableResolveMessage")), "uid": str(given["uid"])}
    plain = Integration(str(given["type"]), settings, **common)  # type: ignore[arg-type]
    kind = _CLASSES.get(plain.type)
    typed = _typed(kind, settings, common) if kind else None
    return typed if typed is not None and _settings(typed) == _settings(plain) else plain


def _typed(kind: type[Any], settings: Mapping[str, Any], common: Mapping[str, Any]) -> Channel | None:
    """The channel by its own class; None where that does not know a setting, or refuses one."""
    fields = _FIELDS[kind]
    if not settings.keys() <= fields.keys():
        return None
    given = {fields[key]: _READ.get(key, _as_it_is)(value) for key, value in settings.items()}
    defaults = {name: getattr(kind, name, None) for name in given}
    try:
        channel: Channel = kind(**{name: _like(value, defaults[name]) for name, value in given.items()}, **common)
    except (TypeError, ValueError):
        return None
    return channel


def _as_it_is(value: Any) -> Any:
    return value


_READ: Mapping[str, Callable[[Any], Any]] = {
    "addresses": lambda text: tuple(str(text).split(";")),
}


def _like(value: Any, default: Any) -> Any:
    """Numbers that the UI saved as texts."""
    if isinstance(default, int) and not isinstance(default, bool) and isinstance(value, str) and value.isdigit():
        return int(value)
    return value


def _with_secrets(value: Any, words: tuple[str, ...], references: References) -> Any:
    """A copy with a reference in place of each secret.

    Grafana gives `[REDACTED]` for most; versions differ in what they show, and 11.6 gives nested ones in the clear.
    """
    if value == REDACTED or (isinstance(value, str) and value and len(words) > _TOP and words[-1] in _NESTED):
        return references.secret(*words)
    if isinstance(value, Mapping):
        return {key: _with_secrets(inner, (*words, key), references) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_secrets(inner, words, references) for inner in value]
    return value


def _settings(channel: Channel) -> Any:
    spec = _compiled(ContactPoint("it", channel))
    return normalise(ResourceKind.CONTACT_POINT, spec)


def _compiled(point: ContactPoint) -> Mapping[str, Any]:
    return compile_contact_point(Definition(point, Origin("")), {}).spec
