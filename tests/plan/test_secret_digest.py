"""Digests of secrets tell a rotated one and nothing else."""

from __future__ import annotations

import pytest

from glimpse_gitops.plan.secret_digest import is_same_secret, secret_digest


def test_a_secret_is_recognised_and_another_is_not() -> None:
    digest = secret_digest("xoxb-1", b"12345678")
    assert is_same_secret("xoxb-1", digest)
    assert not is_same_secret("xoxb-2", digest)


def test_one_secret_looks_different_in_every_place() -> None:
    assert secret_digest("xoxb-1", b"12345678") != secret_digest("xoxb-1", b"87654321")


def test_the_secret_is_not_in_its_digest() -> None:
    assert "xoxb" not in secret_digest("xoxb-1", b"12345678")


@pytest.mark.parametrize("digest", ["", "zz:00", "0011223344556677", ":", "00:"])
def test_what_is_no_digest_is_no_match(digest: str) -> None:
    assert not is_same_secret("xoxb-1", digest)
