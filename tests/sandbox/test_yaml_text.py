"""The YAML of exports."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.sandbox.yaml_text import FlowList, to_yaml

texts = st.text(st.characters(codec="utf-8", exclude_characters="\u2028\u2029="), max_size=12) | (
    st.sampled_from(
        ["yes", "null", "~", "1", "1.5", "0x1f", "12:30", "2026-01-02", "- a", "# b", "a: b", "", " x", "x "]
    )
)
texts = texts.map(lambda text: text.lstrip("\n"))
keys = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_what_is_written_reads_back_as_it_was(value: dict[str, object]) -> None:
    assert yaml.safe_load(to_yaml(value)) == value


def test_four_spaces_a_level_and_quotes_only_where_needed() -> None:
    written = to_yaml({"groups": [{"name": "a b", "on": "yes", "days": FlowList(["1:-1"]), "text": "x\ny"}]})
    assert written == (
        'groups:\n    - name: a b\n      "on": "yes"\n      days: [\'1:-1\']\n      text: |-\n        x\n        y\n'
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("주문", "주문"),
        ("> x", "'> x'"),
        ("it's", "it's"),
        ("'", "''''"),
        ("?a", "?a"),
        ("a\tb", r'"a\tb"'),
        ("a \nb", r'"a \nb"'),
        ("\U0001f600", r'"\U0001F600"'),
        ("1.", '"1."'),
        ("2026-1-2", '"2026-1-2"'),
        (" a\nb", "|4-\n     a\n    b"),
        ("\na", "|4-\n    a"),
    ],
)
def test_a_text_is_written_as_the_real_servers_write_it(text: str, written: str) -> None:
    assert to_yaml({"k": text}) == f"k: {written}\n"
