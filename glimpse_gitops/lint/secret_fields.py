"""Which fields of contact points and data sources hold secrets, and how one is given by reference.

The fields are those that Grafana itself keeps encrypted: `secure` in its descriptions of integrations.
"""

from __future__ import annotations

import re

SECRET_FIELDS: dict[str, frozenset[str]] = {
    "discord": frozenset({"url"}),
    "dingding": frozenset({"url"}),
    "googlechat": frozenset({"url"}),
    "jira": frozenset({"user", "password", "api_token"}),
    "kafka": frozenset({"password"}),
    "line": frozenset({"token"}),
    "mqtt": frozenset({"password"}),
    "oncall": frozenset({"password", "authorization_credentials"}),
    "opsgenie": frozenset({"apiKey"}),
    "pagerduty": frozenset({"integrationKey"}),
    "prometheus-alertmanager": frozenset({"basicAuthPassword"}),
    "pushover": frozenset({"apiToken", "userKey"}),
    "sensugo": frozenset({"apikey"}),
    "slack": frozenset({"url", "token"}),
    "sns": frozenset({"access_key", "secret_key"}),
    "teams": frozenset({"url"}),
    "telegram": frozenset({"bottoken"}),
    "threema": frozenset({"api_secret"}),
    "victorops": frozenset({"url"}),
    "webex": frozenset({"bot_token"}),
    "webhook": frozenset({"password", "authorization_credentials"}),
    "wecom": frozenset({"url", "secret"}),
}
"""Type of integration → its settings that are secrets."""

_REFERENCE = re.compile(r"\$\{?\w+\}?|\$__(?:env|file|vault)\{[^}]*\}|\[REDACTED\]|<[^<>]*>|\{\{.*\}\}", re.DOTALL)
"""Grafana puts in variables of the environment and files; `[REDACTED]` is ours. The rest is filled in elsewhere."""


def is_secret(owner: str, key: str) -> bool:
    """Whether a setting of an integration of the type `owner` is a secret."""
    return key in SECRET_FIELDS.get(owner.lower(), frozenset())


def is_reference(value: str) -> bool:
    """Whether the text only names a secret: a variable of the environment, a file, or what a template puts in."""
    return _REFERENCE.fullmatch(value.strip()) is not None
