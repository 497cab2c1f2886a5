"""The kinds of integrations that a contact point can hold: their secrets, and what each refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .store import Document

_TLS = ("caCertificate", "clientCertificate", "clientKey")
HMAC_SECRET = "hmacConfig.secret"

SECRETS: Mapping[str, tuple[str, ...]] = {
    "dingding": ("url",),
    "discord": ("url",),
    "email": (),
    "googlechat": ("url",),
    "jira": ("user", "password", "api_token"),
    "kafka": ("password",),
    "line": ("token",),
    "mqtt": ("password", *(f"tlsConfig.{key}" for key in _TLS)),
    "oncall": ("password", "authorization_credentials"),
    "opsgenie": ("apiKey",),
    "pagerduty": ("integrationKey",),
    "prometheus-alertmanager": ("basicAuthPassword",),
    "pushover": ("apiToken", "userKey"),
    "sensugo": ("apikey",),
    "slack": ("token", "url"),
    "sns": ("sigv4.access_key", "sigv4.secret_key"),
    "teams": (),
    "telegram": ("bottoken",),
    "threema": ("api_secret",),
    "victorops": ("url",),
    "webex": ("bot_token",),
    "webhook": (
        "password",
        "authorization_credentials",
        *(f"tlsConfig.{key}" for key in _TLS),
        HMAC_SECRET,
        "http_config.oauth2.client_secret",
        *(f"http_config.oauth2.tls_config.{key}" for key in _TLS),
    ),
    "wecom": ("url", "secret"),
}
"""The known types, each with the paths of its secret settings."""


def _email(settings: Document) -> str | None:
    return None if _text(settings, "addresses") else "could not find addresses in settings"


def _slack(settings: Document) -> str | None:
    if not _text(settings, "url"):
        if not _text(settings, "recipient"):
            return "recipient must be specified when using the Slack chat API"
        if not _text(settings, "token"):
            return "token must be specified when using the Slack chat API"
    channel = _text(settings, "mentionChannel")
    return None if channel in ("", "here", "channel") else f'invalid value for mentionChannel: "{channel}"'


def _pagerduty(settings: Document) -> str | None:
    return None if _text(settings, "integrationKey") else "could not find integration key property in settings"


def _webhook(settings: Document) -> str | None:
    if not _text(settings, "url"):
        return "required field 'url' is not specified"
    basic = _text(settings, "username") or _text(settings, "password")
    if basic and _text(settings, "authorization_credentials"):
        return "both HTTP Basic Authentication and Authorization Header are set, only 1 is permitted"
    return None


_CHECKS: Mapping[str, Callable[[Document], str | None]] = {
    "email": _email,
    "pagerduty": _pagerduty,
    "slack": _slack,
    "webhook": _webhook,
}


def settings_fault(kind: str, settings: Document) -> str | None:
    """Why the settings of an integration are refused."""
    check = _CHECKS.get(kind)
    return None if check is None else check(settings)


def _text(settings: Document, key: str) -> str:
    value = settings.get(key)
    return value if isinstance(value, str) else ""


def secret_paths(kind: str, hmac_hidden: bool) -> tuple[str, ...]:
    """The secret settings of a type, on a version that does or does not know the HMAC key as one."""
    return tuple(path for path in SECRETS.get(kind, ()) if hmac_hidden or path != HMAC_SECRET)


def at_path(settings: Document, path: str) -> Any:
    """The value at a dotted path, or None."""
    value: Any = settings
    for key in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def with_value(settings: Document, path: str, value: Any) -> Document:
    """A copy with the value put at a dotted path, or the key taken out when the value is None."""
    key, _, rest = path.partition(".")
    copy = dict(settings)
    if rest:
        inner = copy.get(key)
        copy[key] = with_value(inner if isinstance(inner, dict) else {}, rest, value)
    elif value is None:
        copy.pop(key, None)
    else:
        copy[key] = value
    return copy
