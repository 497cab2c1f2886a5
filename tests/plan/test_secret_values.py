"""Values that cannot be the secrets that the code asks for."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.resource import Resource, ResourceId, ResourceKind
from glimpse_gitops.model.secret import env
from glimpse_gitops.plan.secret_values import unusable_secrets

POINT = Resource(
    ResourceId(ResourceKind.CONTACT_POINT, "chat"),
    "chat",
    {},
    {"/integrations/0/settings/url": env("URL"), "/integrations/0/settings/token": env("TOKEN")},
)
SOURCE = Resource(ResourceId(ResourceKind.DATASOURCE, "db"), "db", {}, {"/secureJsonData/url": env("ANY")})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("URL", "…", "placeholder of an example"),
        ("TOKEN", "changeme", "placeholder of an example"),
        ("URL", "hallo-CANARY", 'no http:// or https:// address, and contact point "chat" sends to it'),
        ("URL", "https://hooks.example/CANARY/…", "an address with a placeholder in it"),
    ],
)
def test_a_value_that_cannot_be_the_secret_is_told_and_not_shown(name: str, value: str, words: str) -> None:
    found = unusable_secrets([POINT], {env(name): value})
    assert words in found[env(name)]
    assert "CANARY" not in str(found)


def test_values_that_may_be_secrets_are_let_through() -> None:
    values = {env("URL"): "http://127.0.0.1:9/hook", env("TOKEN"): "hallo", env("ANY"): "hallo"}
    assert unusable_secrets([POINT, SOURCE], values) == {}


def test_what_is_not_set_is_not_looked_at() -> None:
    assert unusable_secrets([POINT, SOURCE], {}) == {}


def test_a_secret_that_is_an_address_at_one_place_only_has_to_be_one() -> None:
    point = Resource(POINT.id, "chat", {}, {"/integrations/0/settings/url": env("ANY")})
    assert set(unusable_secrets([SOURCE, point], {env("ANY"): "hallo"})) == {env("ANY")}
