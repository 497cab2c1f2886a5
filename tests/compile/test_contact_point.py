"""Contact points."""

from __future__ import annotations

import pytest

from glimpse_gitops.compile.contact_point import compile_contact_point
from glimpse_gitops.compile.uid import is_uid
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.integrations import Channel, Email, PagerDuty, Slack, Webhook
from glimpse_gitops.model.secret import env
from glimpse_gitops.model.setting import setting

from ..definitions import defined

VALUES: dict[str, str | tuple[str, ...]] = {"addresses": ("a@example.com", "b@example.com"), "channel": "#alerts"}


@pytest.mark.parametrize(
    ("channel", "kind", "settings", "secret"),
    [
        (
            Email(setting("addresses"), single_email=True),
            "email",
            {"addresses": "a@example.com;b@example.com", "singleEmail": True},
            None,
        ),
        (
            Slack(url=env("S"), recipient=setting("channel")),
            "slack",
            {"url": "[REDACTED]", "recipient": "#alerts"},
            "url",
        ),
        (
            PagerDuty(env("S"), class_="ping"),
            "pagerduty",
            {"integrationKey": "[REDACTED]", "class": "ping"},
            "integrationKey",
        ),
        (Webhook(env("S")), "webhook", {"url": "[REDACTED]", "httpMethod": "POST"}, "url"),
        (
            Webhook("http://a.example", authorization_credentials=env("S"), max_alerts=5),
            "webhook",
            {
                "url": "http://a.example",
                "httpMethod": "POST",
                "authorization_scheme": "Bearer",
                "authorization_credentials": "[REDACTED]",
                "maxAlerts": 5,
            },
            "authorization_credentials",
        ),
    ],
)
def test_a_channel_has_the_settings_that_were_given_and_its_secret_by_reference(
    channel: Channel, kind: str, settings: dict[str, object], secret: str | None
) -> None:
    resource = compile_contact_point(defined(ContactPoint("team", channel)), VALUES)
    (integration,) = resource.spec["integrations"]
    assert (integration["type"], integration["settings"]) == (kind, settings)
    assert resource.secrets == ({f"/integrations/0/settings/{secret}": env("S")} if secret else {})


def test_each_channel_has_a_uid_of_its_own_that_stays() -> None:
    first, second, mail = Slack(url=env("A")), Slack(url=env("B")), Email("a@example.com")
    both = compile_contact_point(defined(ContactPoint("팀", first, mail, second)), {})
    uids = [one["uid"] for one in both.spec["integrations"]]
    assert len(set(uids)) == 3
    assert all(map(is_uid, uids))
    without_mail = compile_contact_point(defined(ContactPoint("팀", first, second)), {})
    assert [one["uid"] for one in without_mail.spec["integrations"]] == [uids[0], uids[2]]
    elsewhere = compile_contact_point(defined(ContactPoint("other", first)), {})
    assert elsewhere.spec["integrations"][0]["uid"] != uids[0]


@pytest.mark.parametrize(
    ("name", "hint"), [("adresses", 'did you mean "addresses"?'), ("phone", "add it to [tool.glimpse-gitops.values]")]
)
def test_a_setting_that_is_not_there_is_an_error_that_names_the_contact_point(name: str, hint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        compile_contact_point(defined(ContactPoint("team", Email(setting(name))), 7), VALUES)
    assert caught.value.message == (
        f'alerts/app.py:7: contact point "team" refers to setting "{name}", which is not there'
    )
    assert hint in caught.value.hint
