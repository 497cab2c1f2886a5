"""References to secrets."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.secret import SecretRef, env, secret_file


@pytest.mark.parametrize(
    ("ref", "shown"), [(env("SLACK_WEBHOOK_URL"), "$SLACK_WEBHOOK_URL"), (secret_file("keys/a"), "file keys/a")]
)
def test_a_reference_says_where_the_secret_is(ref: SecretRef, shown: str) -> None:
    assert str(ref) == shown


def test_a_reference_cannot_be_part_of_a_text() -> None:
    with pytest.raises(ValueError, match=r"^\$TOKEN is a secret and cannot be part of a text: give the whole URL as"):
        f"https://hooks.example.com/{env('TOKEN')}"


@pytest.mark.parametrize("given", ["", "SLACK URL", "https://hooks.slack.com/services/T/B/CANARY"])
def test_what_is_no_name_of_a_variable_is_refused_and_not_shown(given: str) -> None:
    with pytest.raises(ValueError, match="takes the name of a variable") as error:
        env(given)
    assert "CANARY" not in str(error.value)
