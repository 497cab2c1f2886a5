"""Asking a Prometheus directly: credentials, and refusals in a sentence."""

from __future__ import annotations

import base64

import pytest

from glimpse_gitops.errors import GlimpseError, NotAuthorisedError, RefusedError, UsageError
from glimpse_gitops.prometheus.connect import Account, connect

from .fake_prometheus import FakePrometheus, serving

PATH = "api/v1/status/buildinfo"


def asked(fake: FakePrometheus, account: Account) -> str:
    """The header with the credentials that were sent."""
    with serving(fake), connect(f"{fake.url}/", account) as ask:
        assert ask(PATH, {})["data"]["version"] == "2.42.0"
    return fake.headers[0].get("Authorization", "")


def test_credentials_are_sent_as_the_server_wants_them() -> None:
    assert asked(FakePrometheus(), Account()) == ""
    assert asked(FakePrometheus(), Account(token="t-1")) == "Bearer t-1"
    assert asked(FakePrometheus(), Account("", "ann", "pw")) == f"Basic {base64.b64encode(b'ann:pw').decode()}"


def test_two_kinds_of_credentials_are_refused_and_none_is_shown() -> None:
    with pytest.raises(UsageError, match="both a token and a user"):
        Account("t-1", "ann", "pw")
    assert "t-1" not in repr(Account("t-1"))
    assert "pw" not in repr(Account("", "ann", "pw"))


@pytest.mark.parametrize(
    ("status", "kind", "said"),
    [
        (401, NotAuthorisedError, "does not let us read"),
        (403, NotAuthorisedError, "does not let us read"),
        (422, RefusedError, "not today"),
    ],
)
def test_a_refusal_is_told_in_a_sentence(status: int, kind: type[GlimpseError], said: str) -> None:
    fake = FakePrometheus(status=status)
    with serving(fake), connect(fake.url, Account()) as ask, pytest.raises(kind, match=said) as caught:
        ask(PATH, {})
    assert caught.value.hint


@pytest.mark.parametrize("url", ["", "localhost:9090", "ftp://a", "http://", "http://a:x", "http://a/?b=c"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match=r"address"), connect(url, Account()):
        pass


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError) as caught, connect("http://ann:secret@a:9090", Account()):
        pass
    assert "secret" not in caught.value.message + caught.value.hint
