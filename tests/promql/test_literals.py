"""Values of strings, numbers and durations."""

from __future__ import annotations

import pytest

from glimpse_gitops.promql.literals import LiteralError, duration, number, unquote


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a\\tb"', "a\tb"),
        ("'it\\'s'", "it's"),
        ('"it\'s"', "it's"),
        ("`a\\tb`", "a\\tb"),
        ('"\\x41\\u00e9\\U0001F600\\101"', "Aé😀A"),
        ('""', ""),
        ('"\\\\"', "\\"),
    ],
)
def test_a_string_has_the_value_that_go_gives_it(text: str, value: str) -> None:
    assert unquote(text) == value


@pytest.mark.parametrize("text", ['"\\q"', "'\\\"'", '"\\ud800"', '"\\400"', '"\\xZ"', '"\\u12"'])
def test_an_escape_that_go_does_not_know_is_an_error(text: str) -> None:
    with pytest.raises(LiteralError):
        unquote(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1_000", 1000),
        ("0755", 493),
        ("0xFF", 255),
        ("0x_f", 15),
        (".5", 0.5),
        ("5.", 5),
        ("1e3", 1000),
        ("08", 8),
        ("0", 0),
    ],
)
def test_a_number_has_the_value_that_go_gives_it(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["1e999", "1__0", "1_", "1_0.5", "0xffffffffffffffffff", "9" * 400])
def test_a_number_that_go_cannot_read_is_an_error(text: str) -> None:
    with pytest.raises(LiteralError):
        number(text)


@pytest.mark.parametrize(
    ("text", "value"), [("1h30m", 5400), ("1y", 31_536_000), ("5ms", 0.005), ("1d2h3m4s5ms", 93_784.005)]
)
def test_a_duration_is_in_seconds(text: str, value: float) -> None:
    assert duration(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["300y", "9" * 6_000 + "h"])
def test_a_duration_beyond_gos_longest_is_an_error(text: str) -> None:
    with pytest.raises(LiteralError, match="out of range"):
        duration(text)
