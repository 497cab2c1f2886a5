"""Expressions without their texts."""

import pytest

from glimpse_gitops.promql.strings import without_texts


@pytest.mark.parametrize(
    ("expr", "bare"),
    [
        ("up{a=\"x|y\",b!='z'} | `w`", 'up{a="",b!=""} | ""'),
        (r'up{a="x\"|y"}', 'up{a=""}'),
        (r"up{a=`x\`} | b", 'up{a=""} | b'),
        ('up{a="x|', 'up{a=""'),
        ("up{a='x\\", 'up{a=""'),
    ],
)
def test_nothing_is_left_between_quotes(expr: str, bare: str) -> None:
    assert without_texts(expr) == bare


def test_a_text_of_escaped_quotes_without_an_end_is_gone_through_once() -> None:
    assert without_texts('"' + '\\"' * 200_000) == '""'
