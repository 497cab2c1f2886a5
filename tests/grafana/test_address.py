from __future__ import annotations

import pytest

from glimpse_gitops.errors import UsageError
from glimpse_gitops.grafana.address import Address, Credentials, parse_address


@pytest.mark.parametrize(
    ("text", "parsed", "url"),
    [
        ("http://localhost:3003", Address("http", "localhost", 3003), "http://localhost:3003"),
        ("https://example.org", Address("https", "example.org"), "https://example.org"),
        (
            " https://example.org/grafana/ ",
            Address("https", "example.org", None, "grafana"),
            "https://example.org/grafana",
        ),
        ("http://[::1]:3000/a/b", Address("http", "::1", 3000, "a/b"), "http://[::1]:3000/a/b"),
    ],
)
def test_an_address_is_read_in_its_parts(text: str, parsed: Address, url: str) -> None:
    assert parse_address(text) == parsed
    assert str(parse_address(text)) == url


def test_a_missing_scheme_is_refused_with_the_address_that_was_meant() -> None:
    with pytest.raises(UsageError) as caught:
        parse_address("localhost:3003")
    assert caught.value.hint == "did you mean http://localhost:3003?"


@pytest.mark.parametrize(
    "text", ["http://admin:geheim@localhost:3003", "http://geheim@localhost", "admin:geheim@host:1"]
)
def test_credentials_in_the_address_are_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert "geheim" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "ftp://localhost",
        "http://",
        "http://localhost:port",
        "http://localhost?orgId=2",
        "http://localhost/#x",
    ],
)
def test_other_nonsense_is_refused_with_a_next_step(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(text)
    assert caught.value.hint


def test_neither_token_nor_password_shows() -> None:
    shown = repr(Credentials(token="glsa_geheim")) + repr(Credentials(user="admin", password="geheim"))
    assert "geheim" not in shown
    assert str(Credentials(user="admin", password="geheim")) == "user admin"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"password": "x"},
        {"token": "glsa_x", "user": "admin"},
        {"token": "glsa x"},
        {"token": "glsa_x\n"},
        {"token": "토큰"},
        {"token": "…"},
        {"token": "..."},
        {"token": "<token>"},
        {"token": "changeme"},
        {"user": "admin", "password": "…"},
    ],
)
def test_credentials_that_cannot_work_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        Credentials(**given)
    assert caught.value.hint


@pytest.mark.parametrize("given", [{"user": "us\udcffer"}, {"user": "admin", "password": "geheim\udcff"}], ids=str)
def test_a_login_that_is_no_text_is_refused_and_not_shown(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="not UTF-8") as raised:
        Credentials(**given)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("user", "password", "what"), [("admin", "secret\n", "password"), ("adm\tin", "secret", "user")]
)
def test_a_line_break_that_came_with_a_file_is_named_and_the_password_is_not(
    user: str, password: str, what: str
) -> None:
    with pytest.raises(UsageError, match=f"the {what} for Grafana holds a line break") as raised:
        Credentials(user=user, password=password)
    assert "secret" not in f"{raised.value.message} {raised.value.hint}"
