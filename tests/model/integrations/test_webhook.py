"""Webhooks."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.integrations.webhook import Webhook
from glimpse_gitops.model.secret import env

URL = "https://hooks.example/alerts"


def test_a_webhook_authenticates_in_one_way() -> None:
    with pytest.raises(ValueError, match="password and authorization_credentials exclude each other"):
        Webhook(URL, username="a", password=env("A"), authorization_credentials=env("B"))


def test_the_scheme_is_sent_with_credentials_only() -> None:
    assert Webhook(URL).settings()["authorization_scheme"] == ""
    assert Webhook(URL, authorization_credentials=env("B")).settings()["authorization_scheme"] == "Bearer"


@pytest.mark.parametrize("field", ["password", "authorization_credentials"])
def test_a_secret_in_the_clear_is_refused_without_showing_it(field: str) -> None:
    options: dict[str, Any] = {field: "CANARY"}
    with pytest.raises(ValueError, match=f"Webhook: {field} is a secret") as caught:
        Webhook(URL, **options)
    assert "CANARY" not in str(caught.value)


def test_a_method_that_grafana_does_not_send_is_refused_where_it_stands() -> None:
    wrong: Any = "GET"
    with pytest.raises(ValueError, match=r'^Webhook: http_method must be "POST" or "PUT", not "GET"$'):
        Webhook(env("A"), http_method=wrong)
