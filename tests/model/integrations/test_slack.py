"""Slack."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.integrations.slack import Slack
from glimpse_gitops.model.secret import env


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Slack: give either url"),
        ({"url": env("A"), "token": env("B")}, "Slack: give either url"),
        ({"token": env("B")}, "Slack: a bot token needs recipient"),
    ],
)
def test_slack_takes_a_webhook_or_a_bot_with_its_channel(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Slack(**options)


@pytest.mark.parametrize("field", ["url", "token"])
def test_a_secret_in_the_clear_is_refused_without_showing_it(field: str) -> None:
    options: dict[str, Any] = {field: "https://hooks.slack.example/CANARY", "recipient": "#a"}
    with pytest.raises(ValueError, match=rf'Slack: {field} is a secret: write env\("…"\) or secret_file') as caught:
        Slack(**options)
    assert "CANARY" not in str(caught.value)


def test_a_mention_that_slack_does_not_have_is_refused_where_it_stands() -> None:
    wrong: Any = "everyone"
    with pytest.raises(ValueError, match=r'^Slack: mention_channel must be "" or "here" or "channel", not "everyone"$'):
        Slack(url=env("A"), mention_channel=wrong)
