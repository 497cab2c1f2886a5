"""Fixes change their spans and no other byte, in Python, YAML and JSON; what cannot be proven is not done."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.fixes import FixableFile
from glimpse_gitops.files.python_strings import SourceText
from glimpse_gitops.files.source_index import build_source_index
from glimpse_gitops.files.yaml_index import YamlIndex
from glimpse_gitops.model.fix import Fix, TextEdit, ValueEdit
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.source_index import SourceIndex


def in_python(text: str) -> SourceIndex:
    return build_source_index({"a.py": text})


def in_yaml(text: str) -> SourceIndex:
    index = YamlIndex("a.yml", text)
    for node in yaml.compose_all(index.source.text, yaml.SafeLoader):
        index.add(node)
    return SourceIndex({"a.yml": tuple(index.literals)}, {"a.yml": tuple(index.constructs)})


def edit(sources: SourceIndex, path: str, value: str, old: str, new: str, *, nth: int = 0) -> Fix:
    """A fix that replaces the nth `old` in a text of the file."""
    start = -1
    for _ in range(nth + 1):
        start = value.index(old, start + 1)
    span = (start, start + len(old))
    whole = sources.locate(value, home=Origin(path, 1))
    return Fix("edit", (TextEdit(sources.locate_inside(value, span, at=whole), value, span, new),), True)


def fixed(path: str, text: str, *fixes: Fix) -> str:
    """The text with the fixes that can be made."""
    file = FixableFile(path, text)
    return file.fixed([one for fix in fixes if (one := file.spelt(fix)) is not None]).text


EXPR = 'sum(up{job="a|b"})'

PYTHON = {
    "single": ("x = 'sum(up{job=\"a|b\"})'  # job=\n", "x = 'sum(up{job=~\"a|b\"})'  # job=\n"),
    "escaped": ('x = "sum(up{job=\\"a|b\\"})"\n', 'x = "sum(up{job=~\\"a|b\\"})"\n'),
    "raw": ("x = r'sum(up{job=\"a|b\"})'\n", "x = r'sum(up{job=~\"a|b\"})'\n"),
    "triple": ('x = """sum(up{job="a|b"})"""\n', 'x = """sum(up{job=~"a|b"})"""\n'),
    "implicit": ("x = ('sum(up{job='\n     '\"a|b\"})')\n", "x = ('sum(up{job=~'\n     '\"a|b\"})')\n"),
    "f-string": ("y = 1\nx = f'sum(up{{job=\"a|b\"}})'\n", "y = 1\nx = f'sum(up{{job=~\"a|b\"}})'\n"),
    "sum": ("x = 'sum(up{job=' + '\"a|b\"})'\n", "x = 'sum(up{job=~' + '\"a|b\"})'\n"),
    "wide": ("x = '한글', 'sum(up{job=\"a|b\"})'\n", "x = '한글', 'sum(up{job=~\"a|b\"})'\n"),
    "windows": ("y = 1\r\nx = 'sum(up{job=\"a|b\"})'\r\n", "y = 1\r\nx = 'sum(up{job=~\"a|b\"})'\r\n"),
}
YAML = {
    "plain": ('a: sum(up{job="a|b"}) # job=\n', 'a: sum(up{job=~"a|b"}) # job=\n'),
    "single": ("a: 'sum(up{job=\"a|b\"})'\n", "a: 'sum(up{job=~\"a|b\"})'\n"),
    "double": ('a: "sum(up{job=\\"a|b\\"})"\n', 'a: "sum(up{job=~\\"a|b\\"})"\n'),
    "block": ('a: |-\n  sum(up{job="a|b"})\nb: job=\n', 'a: |-\n  sum(up{job=~"a|b"})\nb: job=\n'),
    "folded": ('a: >-\n  sum(up{job="a|b"})\n', 'a: >-\n  sum(up{job=~"a|b"})\n'),
    "flow": ("{a: 'sum(up{job=\"a|b\"})', b: [1]}\n", "{a: 'sum(up{job=~\"a|b\"})', b: [1]}\n"),
    "windows": ('b: 1\r\na: |-\r\n  sum(up{job="a|b"})\r\n', 'b: 1\r\na: |-\r\n  sum(up{job=~"a|b"})\r\n'),
}


@pytest.mark.parametrize(("before", "after"), PYTHON.values(), ids=PYTHON)
def test_a_python_string_is_edited_in_its_own_spelling(before: str, after: str) -> None:
    assert fixed("a.py", before, edit(in_python(before), "a.py", EXPR, "=", "=~")) == after


@pytest.mark.parametrize(("before", "after"), YAML.values(), ids=YAML)
def test_a_yaml_scalar_is_edited_in_its_own_spelling(before: str, after: str) -> None:
    assert fixed("a.yml", before, edit(in_yaml(before), "a.yml", EXPR, "=", "=~")) == after


def test_quotes_and_backslashes_are_escaped_as_the_literal_needs_it() -> None:
    before = "x = 'sum(a)', \"sum(b)\"\n"
    sources = in_python(before)
    assert (
        fixed("a.py", before, edit(sources, "a.py", "sum(a)", "a", "'\\d'")) == "x = 'sum(\\'\\\\d\\')', \"sum(b)\"\n"
    )
    assert fixed("a.py", before, edit(sources, "a.py", "sum(b)", "b", '"')) == 'x = \'sum(a)\', "sum(\\")"\n'
    text = "x: 'sum(a)'\n"
    assert fixed("a.yml", text, edit(in_yaml(text), "a.yml", "sum(a)", "a", "'")) == "x: 'sum('')'\n"


@pytest.mark.parametrize(("before", "new"), [("x = r'sum(a)'\n", "'"), ('x = """sum(a)"""\n', '"""')])
def test_what_the_literal_cannot_hold_is_left_alone(before: str, new: str) -> None:
    assert fixed("a.py", before, edit(in_python(before), "a.py", "sum(a)", "a", new)) == before


def test_a_yaml_edit_that_would_end_the_scalar_is_left_alone() -> None:
    text = "x: sum(a)\n"
    for new in (": ", " #", "\n"):
        assert fixed("a.yml", text, edit(in_yaml(text), "a.yml", "sum(a)", "a", new)) == text


def test_several_fixes_in_one_text_are_made_together_and_overlapping_ones_later() -> None:
    before = 'x = "a b c"\n'
    sources = in_python(before)
    first, second = edit(sources, "a.py", "a b c", "a", "xx"), edit(sources, "a.py", "a b c", "c", "zz")
    assert fixed("a.py", before, first, second, first) == 'x = "xx b zz"\n'
    over = edit(sources, "a.py", "a b c", "b c", "y")
    file = FixableFile("a.py", before)
    spelt = [one for fix in (second, over) if (one := file.spelt(fix))]
    done = file.fixed(spelt)
    assert len(done.made) == len(done.left) == 1


def test_a_fix_whose_place_is_not_known_is_not_made() -> None:
    sources = in_python('x = "a" % y\n')
    assert FixableFile("a.py", 'x = "a" % y\n').spelt(edit(sources, "a.py", "abc", "b", "c")) is None


JSON = '{\n\t"id": 1, "w": 22,\n\t"o": {"a": [1, 2.5]},\n\t"e": {}\n}\n'


def value(before: object, after: object, place: tuple[int, int, int], key: str = "") -> Fix:
    line, start, end = place
    return Fix("put", (ValueEdit(Origin("a.json", line, start, line, end), before, after, key),), True)


@pytest.mark.parametrize(
    ("fix", "gone", "come"),
    [
        (value(1, 2, (2, 8, 9)), '"id": 1', '"id": 2'),
        (value([1, 2.5], "x", (3, 13, 21)), "[1, 2.5]", '"x"'),
        (value(None, True, (4, 7, 9), "new"), "{}", '{"new": true}'),
        (value(None, {"k": None}, (3, 7, 22), "new"), '{"a"', '{"new": {"k": null},"a"'),
    ],
)
def test_a_json_value_is_put_in_place(fix: Fix, gone: str, come: str) -> None:
    after = fixed("a.json", JSON, fix)
    assert after == JSON.replace(gone, come)
    assert json.loads(after)


def test_several_values_of_one_fix_are_put_in_place_together() -> None:
    first, second = value(1, 2, (2, 8, 9)).edits[0], value(22, 24, (2, 16, 18)).edits[0]
    both = Fix("put", (second, first), True)
    assert fixed("a.json", JSON, both) == JSON.replace('"id": 1, "w": 22', '"id": 2, "w": 24')
    wrong = Fix("put", (first, value(7, 24, (2, 16, 18)).edits[0]), True)
    assert fixed("a.json", JSON, wrong) == JSON


def test_a_json_value_that_is_not_what_it_was_is_left_alone() -> None:
    assert fixed("a.json", JSON, value(7, 2, (2, 8, 9))) == JSON
    assert fixed("a.json", JSON, value(1, 2, (2, 3, 4))) == JSON


def test_a_break_at_the_end_of_a_block_which_keeps_none_is_not_written() -> None:
    before = "x: |-\n  abc\n"
    sources = in_yaml(before)
    whole = sources.locate("abc", home=Origin("a.yml", 1))
    edit = TextEdit(sources.locate_inside("abc", (2, 3), at=whole), "abc", (2, 3), "d\n")
    assert fixed("a.yml", before, Fix("edit", (edit,), True)) == before


QUOTINGS: dict[str, Callable[[str], str]] = {
    "a.py": lambda text: f"# c\nx = [{text!r}, 1]\n",
    "a.yml": lambda text: f"# c\nx: {json.dumps(text)}\ny: 1\n",
    "b.yml": lambda text: "x: |-\n" + "".join(f"  {line}\n" for line in text.split("\n")) + "y: 1\n",
}
LETTERS = st.text(st.sampled_from("ab\"'\\{} é\n"), min_size=1, max_size=12)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(QUOTINGS)), LETTERS, st.data(), LETTERS)
def test_only_the_span_changes_whatever_the_text(path: str, text: str, data: st.DataObject, new: str) -> None:
    assume(path != "b.yml" or (text.strip() == text and "\n" not in text))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = QUOTINGS[path](text)
    sources = in_python(before) if path == "a.py" else in_yaml(before)
    name = "a.py" if path == "a.py" else "a.yml"
    whole = sources.locate(text, home=Origin(name, 1))
    assume(whole.exact)
    one = TextEdit(sources.locate_inside(text, (start, end), at=whole), text, (start, end), new)
    after = fixed(name, before, Fix("edit", (one,), True))
    if after == before:
        return
    expected = text[:start] + new + text[end:]
    if path == "a.py":
        assert ast.literal_eval(after.partition("= ")[2])[0] == expected
    else:
        assert yaml.safe_load(after)["x"] == expected
    offset = SourceText(before).at(one.origin.line, one.origin.column)
    behind = len(before) - SourceText(before).at(one.origin.end_line, one.origin.end_column)
    assert after.startswith(before[:offset]) and after.endswith(before[len(before) - behind :])


@pytest.mark.parametrize(
    ("before", "after"), [('x: "\\\\\\\\ab"\n', 'x: "\\\\ab"\n'), ("x: '''''ab'\n", "x: '''ab'\n")]
)
def test_a_text_of_what_is_escaped_is_followed_behind_its_escapes(before: str, after: str) -> None:
    sources, text = in_yaml(before), yaml.safe_load(before)["x"]
    whole = sources.locate(text, home=Origin("a.yml", 1))
    one = TextEdit(sources.locate_inside(text, (1, 2), at=whole), text, (1, 2), "")
    assert fixed("a.yml", before, Fix("edit", (one,), True)) == after


def test_many_fixes_in_many_texts_are_made_in_one_go() -> None:
    before = "".join(f"- 'sum(a{number})' # a\n" for number in range(300))
    sources = in_yaml(before)
    fixes = [
        edit(sources, "a.yml", f"sum(a{number})", old, new)
        for number in range(300)
        for old, new in (("sum", "max"), ("(a", "(bb"))
    ]
    expected = "".join(f"- 'max(bb{number})' # a\n" for number in range(300))
    assert fixed("a.yml", before, *fixes) == expected


def test_one_fix_that_is_not_sound_keeps_no_other_from_being_made() -> None:
    before = "x: sum(a)\ny: sum(b)\n"
    sources = in_yaml(before)
    wrong = edit(sources, "a.yml", "sum(a)", "a", ": ")
    assert fixed("a.yml", before, wrong, edit(sources, "a.yml", "sum(b)", "b", "c")) == before.replace("(b", "(c")
