"""Values that cannot be the secrets that the code asks for."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.model.secret import env
from glimpse_gitops.plan.secret_values import doubtful_secrets, unusable_secrets

POINT = Resource(
    ResourceId(ResourceKind.CONTACT_POINT, "chat"),
    "chat",
    {},
    {"/integrations/0/settings/url": env("URL"), "/integrations/0/settings/token": env("TOKEN")},
)
SOURCE = Resource(ResourceId(ResourceKind.DATASOURCE, "db"), "db", {}, {"/secureJsonData/url": env("ANY")})


@pytest.mark.parametrize(
    ("name", "value"),
    [("URL", "…"), ("TOKEN", "<your token>"), ("URL", "https://hooks.example/CANARY/…")],
)
def test_a_gap_of_an_example_is_no_secret_and_is_not_shown(name: str, value: str) -> None:
    found = unusable_secrets([POINT], {env(name): value})
    assert "a gap of an example" in found[env(name)]
    assert "CANARY" not in str(found)
    assert doubtful_secrets([POINT], {env(name): value}) == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TOKEN", "changeme", "placeholder of an example"),
        ("URL", "hallo-CANARY", 'no http:// or https:// address, and contact point "chat" sends to it'),
    ],
)
def test_an_odd_value_is_told_and_let_through(name: str, value: str, words: str) -> None:
    found = doubtful_secrets([POINT], {env(name): value})
    assert words in found[env(name)]
    assert "CANARY" not in str(found)
    assert unusable_secrets([POINT], {env(name): value}) == {}


def test_nothing_is_said_of_values_that_may_be_secrets() -> None:
    values = {env("URL"): "https://hooks.slack.com/services/T00/B00/XXXX", env("TOKEN"): "hallo", env("ANY"): "hallo"}
    assert unusable_secrets([POINT, SOURCE], values) == doubtful_secrets([POINT, SOURCE], values) == {}


def test_what_is_not_set_is_not_looked_at() -> None:
    assert unusable_secrets([POINT, SOURCE], {}) == {}


def test_a_secret_that_is_an_address_at_one_place_only_has_to_be_one() -> None:
    point = Resource(POINT.id, "chat", {}, {"/integrations/0/settings/url": env("ANY")})
    assert set(doubtful_secrets([SOURCE, point], {env("ANY"): "hallo"})) == {env("ANY")}
