"""Contact points: classes where they say everything, and never a secret's value."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind

from .law import assert_law

REDACTED = "[REDACTED]"


def point(name: str, *channels: tuple[str, dict[str, Any]]) -> Resource:
    made = [
        {"uid": f"uid-{place}", "type": kind, "disableResolveMessage": False, "settings": settings}
        for place, (kind, settings) in enumerate(channels)
    ]
    return Resource(ResourceId(ResourceKind.CONTACT_POINT, name), name, {"integrations": made})


def source_of(live: Resource) -> str:
    return assert_law([live]).files["alerts/adopted_contact_points.py"].split("\n\n", 2)[2]


def test_a_channel_with_settings_that_its_class_knows_uses_the_class() -> None:
    live = point("oncall", ("slack", {"url": REDACTED, "recipient": "#a", "mentionChannel": "here"}))
    assert source_of(live) == (
        'oncall = ContactPoint("oncall", Slack(url=env("ONCALL_SLACK_URL"), recipient="#a", '
        'mention_channel="here", uid="uid-0"))\n'
    )


def test_a_setting_that_its_class_does_not_know_makes_it_a_plain_integration() -> None:
    live = point("oncall", ("slack", {"url": REDACTED, "endpointUrl": "http://proxy"}))
    assert 'Integration("slack", {"url": env("ONCALL_SLACK_URL"), "endpointUrl": "http://proxy"}' in source_of(live)


@pytest.mark.parametrize(
    "kind, settings",
    [
        ("webhook", {"url": "http://127.0.0.1/x", "hmacConfig": {"secret": "CANARY", "header": "X"}}),
        ("webhook", {"url": "http://127.0.0.1/x", "tlsConfig": {"clientKey": "CANARY"}}),
        ("webhook", {"url": "http://127.0.0.1/x", "http_config": {"oauth2": {"client_secret": "CANARY"}}}),
        ("sns", {"sigv4": {"access_key": "CANARY", "secret_key": "CANARY"}}),
        ("dingding", {"url": "https://example/CANARY"}),
        ("teams", {"url": "https://example/CANARY"}),
    ],
)
def test_a_secret_that_this_version_shows_is_not_written_down(kind: str, settings: dict[str, Any]) -> None:
    adopted = assert_law([point("x", (kind, settings))])
    assert "CANARY" not in "".join(adopted.files.values())
    assert adopted.secrets


def test_secrets_have_names_of_their_own_in_letters_that_every_shell_takes() -> None:
    channels = [("telegram", {"bottoken": REDACTED, "chatid": "1"})] * 2
    assert assert_law([point("당직", *channels)]).secrets == ("TELEGRAM_BOTTOKEN", "TELEGRAM_BOTTOKEN_2")
