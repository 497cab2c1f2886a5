"""The kinds of integrations that a contact point can hold: which of their settings are secrets."""

from __future__ import annotations

from collections.abc import Mapping
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
