"""Titles as they stand in addresses."""

from __future__ import annotations

import pytest

from glimpse_gitops.sandbox.slug import slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Service Overview", "service-overview"),
        ("  A  --  B  ", "a-b"),
        ("R&D @ work", "randd-at-work"),
        ("Größe", "grosse"),
        ("주문", "eca3bc-ebacb8"),
        ("CPU %", "cpu"),
    ],
)
def test_a_title_becomes_letters_digits_and_dashes(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize("title", ["T" * 60, "???", ""])
def test_a_title_without_a_usable_form_becomes_a_hash(title: str) -> None:
    assert len(slug(title)) == 7
