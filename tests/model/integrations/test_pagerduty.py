"""PagerDuty."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.integrations.pagerduty import PagerDuty
from glimpse_gitops.model.secret import env


def test_settings_have_the_names_that_grafana_gives_them() -> None:
    key = env("KEY")
    settings = PagerDuty(key, class_="ping", client_url="https://grafana.example", details={"a": "b"}).settings()
    assert {name: value for name, value in settings.items() if value} == {
        "integrationKey": key,
        "class": "ping",
        "client_url": "https://grafana.example",
        "details": {"a": "b"},
    }


def test_a_key_in_the_clear_is_refused_without_showing_it() -> None:
    with pytest.raises(ValueError, match="PagerDuty: integration_key is a secret") as caught:
        PagerDuty(integration_key="CANARY")  # type: ignore[arg-type]
    assert "CANARY" not in str(caught.value)
