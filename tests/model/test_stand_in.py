"""Texts that stand where a secret should."""

from __future__ import annotations

import pytest

from glimpse_gitops.model.stand_in import has_gap, is_gap, is_stand_in, is_web_address

GAPS = ("…", "...", "……", " … ", "<token>", "<your webhook here>")
WORDS = ("xxx", "XXXXXXXX", "***", "changeme", "CHANGE_ME", "change-this", "replace me", "TODO", "placeholder")
SECRETS = ("x", "xx", "glsa_abc", "hunter2", "change", "changeme123", "a...b", "a<b>c", "", "http://x/…", "....")


@pytest.mark.parametrize("text", GAPS)
def test_a_gap_of_an_example_is_no_secret(text: str) -> None:
    assert is_gap(text)
    assert is_stand_in(text)


@pytest.mark.parametrize("text", WORDS)
def test_a_word_that_asks_to_be_replaced_is_no_secret_but_may_be_a_password(text: str) -> None:
    assert is_stand_in(text)
    assert not is_gap(text)


@pytest.mark.parametrize("text", SECRETS)
def test_any_other_text_may_be_a_secret(text: str) -> None:
    assert not is_stand_in(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://hooks.slack.com/services/T0/B0/abc", True),
        ("http://127.0.0.1:9/hook", True),
        ("HTTP://localhost", True),
        ("hallo", False),
        ("hooks.slack.com/services", False),
        ("https://", False),
        ("ftp://example.org", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_an_address_has_a_scheme_of_the_web_and_a_host(text: str, is_one: bool) -> None:
    assert is_web_address(text) is is_one


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("https://hooks.slack.com/services/…", True),
        ("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", False),
        ("https://<host>/hook", True),
        ("https://hooks.slack.com/services/T0/B0/abc", False),
        ("https://xxx.example.org/", False),
    ],
)
def test_a_gap_in_an_address_is_seen(text: str, has_one: bool) -> None:
    assert has_gap(text) is has_one
