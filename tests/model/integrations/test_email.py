"""E-mail."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.model.integrations.email import Email
from glimpse_gitops.model.setting import setting


@pytest.mark.parametrize(
    ("addresses", "sent"),
    [("a@example.com", "a@example.com"), (["a@example.com", "b@example.com"], "a@example.com;b@example.com")],
)
def test_addresses_are_sent_as_grafana_joins_them(addresses: Any, sent: str) -> None:
    assert Email(addresses).settings()["addresses"] == sent


def test_an_email_needs_an_address() -> None:
    with pytest.raises(ValueError, match="Email: addresses must name at least one address"):
        Email([])


def test_a_setting_inside_a_list_of_addresses_is_refused() -> None:
    with pytest.raises(ValueError, match=r'Email: write addresses=setting\("oncall"\), without a list around it'):
        Email([setting("oncall")])  # type: ignore[list-item]
