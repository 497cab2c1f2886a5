"""String literals: each reads back as the text, whatever is in it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.codegen.expression import Text, render
from glimpse_gitops.codegen.text import block, literal, pieces


@pytest.mark.parametrize(
    "text, source",
    [
        ("plain", '"plain"'),
        ('say "hi"', "'say \"hi\"'"),
        ("it's", '"it\'s"'),
        ("\\d+", '"\\\\d+"'),
        ("tab\t\r\n", '"tab\\t\\r\\n"'),
        ("\u200b\x00", '"\\u200b\\x00"'),
        ("결제", '"결제"'),
        ("{{ $labels.job }}", '"{{ $labels.job }}"'),
    ],
)
def test_a_text_is_between_the_quotes_that_need_fewer_escapes(text: str, source: str) -> None:
    assert literal(text) == source


@pytest.mark.parametrize("text", ["one line", 'ends\nin a quote"', "blank \nat the end", 'has """\nin it', "cr\r\nlf"])
def test_what_a_block_would_hide_is_not_put_into_one(text: str) -> None:
    assert block(text) is None


@given(st.text())
def test_every_form_of_a_text_reads_back_as_it(text: str) -> None:
    assert ast.literal_eval(literal(text)) == text
    assert ast.literal_eval(block(text) or literal(text)) == text
    assert ast.literal_eval("(" + "\n".join(pieces(text, 20) or ('""',)) + ")") == text
    assert ast.literal_eval(render(Text(text), column=90, indent=8)) == text


def test_a_long_text_is_broken_at_blanks() -> None:
    assert pieces("a long text with words", 12) == ('"a long "', '"text with "', '"words"')
