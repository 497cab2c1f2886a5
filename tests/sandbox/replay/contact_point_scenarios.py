"""Contact points."""

from __future__ import annotations

import json

from .bodies import P, group, mkfolder, rmfolder, rule
from .recorder import Recorder

TYPES = {
    "email": {"addresses": "ops@example.com;dev@example.com", "singleEmail": True, "subject": "s", "message": "m"},
    "slack": {
        "recipient": "#ops",
        "token": "xoxb-secret",
        "username": "grafana",
        "title": "t",
        "text": "x",
        "mentionChannel": "here",
    },
    "pagerduty": {
        "integrationKey": "pd-secret",
        "severity": "critical",
        "class": "c",
        "component": "k",
        "group": "g",
        "details": {"a": "b"},
    },
    "webhook": {
        "url": "http://127.0.0.1:9/hook",
        "httpMethod": "POST",
        "username": "u",
        "password": "web-secret",
        "maxAlerts": 5,
        "title": "t",
        "message": "m",
    },
}


def _create_each_type(r: Recorder) -> None:
    c = f"{P}/contact-points"
    r.call("GET", c, note="fresh instance")
    for kind, settings in TYPES.items():
        r.call("POST", c, {"uid": f"cp-{kind}", "name": f"cp {kind}", "type": kind, "settings": settings})
    r.call(
        "POST",
        c,
        {
            "uid": "cp-slackurl",
            "name": "cp slack",
            "type": "slack",
            "settings": {"url": "https://hooks.slack.invalid/services/T/B/secret"},
        },
        note="second integration under one name",
    )
    r.call("GET", c)
    r.call("GET", f"{c}?name=cp%20slack")
    r.call(
        "POST",
        c,
        {"uid": "cp-email", "name": "again", "type": "email", "settings": {"addresses": "a@example.com"}},
        note="uid taken",
    )
    r.call("POST", c, {"name": "no uid", "type": "email", "settings": {"addresses": "a@example.com"}}, note="no uid")
    _, listed = r.call("GET", f"{c}?name=no%20uid")
    r.call("DELETE", f"{c}/{listed[0]['uid']}")


def _refuse_bad_ones(r: Recorder) -> None:
    c = f"{P}/contact-points"
    for name, bad in {
        "uid": {"uid": "bad uid!", "name": "b", "type": "email", "settings": {"addresses": "a@example.com"}},
        "long uid": {"uid": "u" * 41, "name": "b", "type": "email", "settings": {"addresses": "a@example.com"}},
        "name": {"uid": "b", "name": "", "type": "email", "settings": {"addresses": "a@example.com"}},
        "type": {"uid": "b", "name": "b", "type": "pigeon", "settings": {}},
        "no type": {"uid": "b", "name": "b", "settings": {}},
        "no settings": {"uid": "b", "name": "b", "type": "email"},
        "email": {"uid": "b", "name": "b", "type": "email", "settings": {}},
        "slack token": {"uid": "b", "name": "b", "type": "slack", "settings": {"recipient": "#x"}},
        "slack recipient": {"uid": "b", "name": "b", "type": "slack", "settings": {"token": "x"}},
        "slack mention": {
            "uid": "b",
            "name": "b",
            "type": "slack",
            "settings": {"recipient": "#x", "token": "x", "mentionChannel": "all"},
        },
        "pagerduty": {"uid": "b", "name": "b", "type": "pagerduty", "settings": {}},
        "webhook": {"uid": "b", "name": "b", "type": "webhook", "settings": {}},
        "webhook auth": {
            "uid": "b",
            "name": "b",
            "type": "webhook",
            "settings": {
                "url": "http://127.0.0.1:9",
                "username": "u",
                "password": "p",
                "authorization_scheme": "Bearer",
                "authorization_credentials": "x",
            },
        },
        "webhook method": {
            "uid": "b",
            "name": "b",
            "type": "webhook",
            "settings": {"url": "http://127.0.0.1:9", "httpMethod": "PATCH"},
        },
    }.items():
        r.call("POST", c, bad, note=f"bad {name}")
    r.call("DELETE", f"{c}/b", note="clean up")


def _replace_secrets(r: Recorder) -> None:
    c = f"{P}/contact-points"
    full = {"uid": "cp-slack", "name": "cp slack", "type": "slack"}
    r.call(
        "PUT",
        f"{c}/cp-slack",
        {**full, "settings": {"recipient": "#new", "token": "[REDACTED]"}},
        note="redacted secret sent back",
    )
    r.call("GET", f"{c}?name=cp%20slack")
    r.call("GET", f"{c}/export?name=cp%20slack&decrypt=true&format=json", note="is the secret kept?")
    r.call("PUT", f"{c}/cp-slack", {**full, "settings": {"recipient": "#new"}}, note="secret left out")
    r.call("PUT", f"{c}/cp-slack", {**full, "settings": {"recipient": "#new", "token": "rotated"}}, note="rotated")
    r.call(
        "PUT",
        f"{c}/cp-slack",
        {**full, "name": "renamed", "settings": {"recipient": "#new", "token": "[REDACTED]"}},
        note="renamed: moves to another receiver",
    )
    r.call("GET", c, keep=lambda b: [(x["uid"], x["name"]) for x in b])
    r.call("PUT", f"{c}/nope", {**full, "uid": "nope", "settings": {"recipient": "#x", "token": "t"}}, note="missing")


def _nest_secrets(r: Recorder) -> None:
    c = f"{P}/contact-points"
    nested = {
        "uid": "cp-tls",
        "name": "cp tls",
        "type": "webhook",
        "settings": {
            "url": "https://127.0.0.1:9/hook",
            "tlsConfig": {"insecureSkipVerify": False, "caCertificate": "ca-secret"},
            "hmacConfig": {"secret": "hmac-secret", "header": "X-Sig"},
        },
    }
    r.call("POST", c, nested, note="nested secrets")
    r.call("GET", f"{c}?name=cp%20tls")
    r.call("GET", f"{c}/export?name=cp%20tls&decrypt=true&format=json", note="what is stored before")
    again = json.loads(json.dumps(nested))
    again["settings"]["tlsConfig"]["caCertificate"] = "[REDACTED]"
    again["settings"]["hmacConfig"]["secret"] = "[REDACTED]"
    r.call("PUT", f"{c}/cp-tls", again, note="nested redacted sent back")
    r.call("GET", f"{c}/export?name=cp%20tls&decrypt=true&format=json", note="what is stored now?")
    extra = {
        "uid": "cp-new",
        "name": "cp new",
        "type": "webhook",
        "settings": {"url": "http://127.0.0.1:9", "headers": {"X-A": "b"}, "payload": {"template": "{{ .Status }}"}},
    }
    r.call("POST", c, extra, note="headers and payload")
    r.call("GET", f"{c}?name=cp%20new")


def _refer_to_them(r: Recorder) -> None:
    c = f"{P}/contact-points"
    for fmt in ("yaml", "json", "hcl"):
        r.call("GET", f"{c}/export?format={fmt}&name=cp%20email")
    r.call("PUT", f"{P}/policies", {"receiver": "cp email"}, note="set-up: in use")
    r.call("DELETE", f"{c}/cp-email", note="in use by the policy tree")
    mkfolder(r, "cpf")
    r.call(
        "PUT",
        f"{P}/folder/cpf/rule-groups/g",
        group(rule("cp-rule", "R", notification_settings={"receiver": "cp webhook"})),
        note="set-up: in use by a rule",
    )
    r.call("DELETE", f"{c}/cp-webhook", note="in use by a rule")
    r.call(
        "PUT",
        f"{c}/cp-email",
        {"uid": "cp-email", "name": "email renamed", "type": "email", "settings": TYPES["email"]},
        note="renamed while the policy tree uses it",
    )
    r.call("GET", f"{P}/policies")
    rmfolder(r, "cpf")
    r.call("DELETE", f"{P}/policies")
    for uid in ("cp-email", "cp-slack", "cp-pagerduty", "cp-webhook", "cp-slackurl", "cp-tls", "cp-new", "nope"):
        r.call("DELETE", f"{c}/{uid}")
    r.call("GET", c)


def contact_points(r: Recorder) -> None:
    """Every type, every refusal, secrets, references."""
    _create_each_type(r)
    _refuse_bad_ones(r)
    _replace_secrets(r)
    _nest_secrets(r)
    _refer_to_them(r)
