"""Names of variables and secrets."""

from __future__ import annotations

import pytest

from glimpse_gitops.codegen.names import free_name, secret_name, snake_case


@pytest.mark.parametrize(
    "text, name",
    [
        ("HTTP errors (5xx)", "http_errors_5xx"),
        ("야간 당번", "야간_당번"),
        ("teamA/nightShift", "team_a_night_shift"),
        ("ＦＵＬＬ width", "full_width"),
        ("5xx", "rules_5xx"),
        ("__init__", "init"),
        ("", "rules"),
        ("!?", "rules"),
        ("\U0001f600", "rules"),
    ],
)
def test_a_name_is_what_people_called_it_as_a_public_variable(text: str, name: str) -> None:
    assert snake_case(text, "rules") == name
    assert name.isidentifier()


@pytest.mark.parametrize(
    "text, taken, name",
    [
        ("class", (), "class_folder"),
        ("list", (), "list_folder"),
        ("shop", ("shop",), "shop_folder"),
        ("shop", ("shop", "shop_folder"), "shop_folder_2"),
        ("folder", ("folder",), "folder_2"),
    ],
)
def test_a_name_that_is_taken_gets_the_kind_then_a_number(text: str, taken: tuple[str, ...], name: str) -> None:
    assert free_name(text, "folder", taken) == name


@pytest.mark.parametrize(
    "words, taken, name",
    [
        (("oncall", "slack", "url"), (), "ONCALL_SLACK_URL"),
        (("glimpse-slack", "slack", "url"), (), "GLIMPSE_SLACK_URL"),
        (("a", "webhook", "hmacConfig", "secret"), (), "A_WEBHOOK_HMAC_CONFIG_SECRET"),
        (("당직", "slack", "url"), ("SLACK_URL",), "SLACK_URL_2"),
        (("24x7", "slack", "url"), (), "SECRET_24X7_SLACK_URL"),
    ],
)
def test_a_secret_is_named_by_what_it_opens(words: tuple[str, ...], taken: tuple[str, ...], name: str) -> None:
    assert secret_name(words, taken) == name
