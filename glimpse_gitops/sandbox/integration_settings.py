"""What each type of integration refuses about its settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .store import Document


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


def _webhook(settings: Document) -> str | None:
    if not _text(settings, "url"):
        return "required field 'url' is not specified"
    basic = _text(settings, "username") or _text(settings, "password")
    if basic and _text(settings, "authorization_credentials"):
        return "both HTTP Basic Authentication and Authorization Header are set, only 1 is permitted"
    if "tlsConfig" in settings and not isinstance(settings["tlsConfig"], dict):
        kind = _kind(settings["tlsConfig"])
        return f"{_UNREADABLE}cannot unmarshal {kind} into Go struct field .tlsConfig of type receivers.TLSConfig"
    return None


def _wecom(settings: Document) -> str | None:
    found = _text(settings, "url") or _text(settings, "secret")
    return None if found else "either url or secret is required"


def _sns(settings: Document) -> str | None:
    topic = _text(settings, "topic_arn")
    if not (topic or _text(settings, "target_arn") or _text(settings, "phone_number")):
        return "must specify topicArn, targetArn, or phone number"
    return "invalid topic ARN provided" if topic and topic.count(":") < 5 else None


_REQUIRED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "dingding": (("url", "could not find url property in settings"),),
    "discord": (("url", "could not find webhook url property in settings"),),
    "googlechat": (("url", "could not find url property in settings"),),
    "jira": (("api_url", "could not find api_url property in settings"),),
    "kafka": (("kafkaRestProxy", "could not find kafka rest proxy endpoint property in settings"),),
    "line": (("token", "could not find token in settings"),),
    "mqtt": (("brokerUrl", "MQTT broker URL must be specified"),),
    "oncall": (("url", "required field 'url' is not specified"),),
    "opsgenie": (("apiKey", "could not find api key property in settings"),),
    "pagerduty": (("integrationKey", "could not find integration key property in settings"),),
    "prometheus-alertmanager": (("url", "could not find url property in settings"),),
    "pushover": (("userKey", "user key not found"), ("apiToken", "API token not found")),
    "sensugo": (("url", "could not find URL property in settings"),),
    "teams": (("url", "could not find url property in settings"),),
    "telegram": (("bottoken", "could not find Bot Token in settings"),),
    "threema": (("gateway_id", "could not find Threema Gateway ID in settings"),),
    "victorops": (("url", "could not find victorops url property in settings"),),
}
"""Settings that may not be missing, and how their absence is named."""

_CHECKS: Mapping[str, Callable[[Document], str | None]] = {
    "email": _email,
    "slack": _slack,
    "sns": _sns,
    "webhook": _webhook,
    "wecom": _wecom,
}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "email": ("addresses", "message", "subject"),
    "pagerduty": ("integrationKey", "severity", "class", "component", "group", "summary", "source", "client"),
    "slack": ("url", "token", "recipient", "username", "text", "title", "mentionChannel"),
    "webhook": ("url", "httpMethod", "username", "password", "title", "message"),
}
_UNREADABLE = "failed to unmarshal settings: json: "
_KINDS = ((bool, "bool"), (int, "number"), (float, "number"), (list, "array"), (dict, "object"))


def settings_fault(kind: str, settings: Document) -> str | None:
    """Why the settings of an integration are refused."""
    for key in _TEXTS.get(kind, ()):
        value = settings.get(key)
        if value is not None and not isinstance(value, str):
            return f"{_UNREADABLE}cannot unmarshal {_kind(value)} into Go struct field .{key} of type string"
    for key, text in _REQUIRED.get(kind, ()):
        if not _text(settings, key):
            return text
    check = _CHECKS.get(kind)
    return None if check is None else check(settings)


def _kind(value: object) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "string")


def _text(settings: Document, key: str) -> str:
    value = settings.get(key)
    return value if isinstance(value, str) else ""
