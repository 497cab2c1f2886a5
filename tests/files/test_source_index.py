"""Where texts stand in Python modules: literals of every kind, constants in f-strings, texts put together by calls."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glimpse_gitops.files.source_index import build_source_index, comments_of
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.source_index import SourceIndex
from glimpse_gitops.model.text_literal import TextLiteral

HOME = Origin("a.py", 1)


def index_of(text: str) -> SourceIndex:
    return build_source_index({"a.py": text})


def token_at(source: str, origin: Origin) -> str:
    """What stands in the source at a place on one line."""
    assert origin.line == origin.end_line
    return source.split("\n")[origin.line - 1][origin.column - 1 : origin.end_column - 1]


def found(source: str, text: str, part: str, *, beside: str = "") -> Origin:
    """Where the part of a text stands."""
    index = index_of(source)
    at = index.locate(text, home=HOME, beside=beside)
    start = text.index(part)
    return index.locate_inside(text, (start, start + len(part)), at=at)


@pytest.mark.parametrize(
    ("source", "text", "part", "line", "token"),
    [
        ('x = "sum(foo)"', "sum(foo)", "foo", 1, "foo"),
        ('x = ("sum("\n     "foo)")', "sum(foo)", "foo", 2, "foo"),
        ('x = """\nsum(\n  foo)"""', "\nsum(\n  foo)", "foo", 3, "foo"),
        ("x = 'a{b=\"c\"} + foo'", 'a{b="c"} + foo', "foo", 1, "foo"),
        ('x = "a{b=\\"c\\"} + foo"', 'a{b="c"} + foo', "foo", 1, "foo"),
        ('x = "a{b=\\"c\\"} + foo"', 'a{b="c"} + foo', '"c"', 1, '\\"c\\"'),
        ("x = r\"a{b=~'\\d+'} + foo\"", "a{b=~'\\d+'} + foo", "foo", 1, "foo"),
        ('x = "\\x41\\u0042\\N{DIGIT ONE}\\103foo"', "AB1Cfoo", "foo", 1, "foo"),
        ('x = "한글 foo"', "한글 foo", "foo", 1, "foo"),
        ('한글 = 1; x = "foo"', "foo", "oo", 1, "oo"),
        ('x = f"{{{y}}} foo"', "{7} foo", "foo", 1, "foo"),
        ("x = f\"rate({y['k'] if 1 else ')'}[5m]) foo\"", "rate(bar[5m]) foo", "foo", 1, "foo"),
        ('x = "sum(" + y + ") / foo"', "sum(bar) / foo", "foo", 1, "foo"),
        ('x = dedent("""\n    sum(\n      foo)\n""")', "sum(\n  foo)", "foo", 3, "foo"),
        ('x = "sum("  \\\n  "foo)"', "sum(foo)", "foo", 2, "foo"),
        ('x = ("sum("  # why\n\n  "foo)")', "sum(foo)", "foo", 3, "foo"),
        ('x = """a\\\n foo"""', "a foo", "foo", 2, "foo"),
    ],
)
def test_a_part_of_a_text_is_found_where_it_stands(source: str, text: str, part: str, line: int, token: str) -> None:
    origin = found(source, text, part)
    assert (origin.line, token_at(source, origin), origin.exact) == (line, token, True)


def test_of_constants_with_one_name_that_of_the_same_module_counts() -> None:
    sources = dict.fromkeys(("a.py", "b.py", "c.py"), 'PART = "foo"\nx = f"sum({PART})"\n')
    index = build_source_index(sources)
    for path in sources:
        at = index.locate("sum(foo)", home=Origin(path, 2))
        assert index.locate_inside("sum(foo)", (4, 7), at=at) == Origin(path, 1, 9, 1, 12, variable="PART")


def test_a_part_that_comes_from_a_named_constant_is_found_in_the_constant() -> None:
    source = 'ERRORS = "rate(errors[5m])"\nx = f"sum({ERRORS}) / {total}"'
    origin = found(source, "sum(rate(errors[5m])) / 7", "errors")
    assert (origin.line, token_at(source, origin)) == (1, "errors")


def test_a_part_that_comes_from_elsewhere_is_placed_at_its_placeholder_and_says_so() -> None:
    source = 'window = "5m"\ny = "5m"\nx = f"rate(foo[{other}])"'
    origin = found(source, "rate(foo[5m])", "5m")
    assert (origin.line, origin.exact) == (3, False)
    assert token_at(source, origin) == "{"


def test_the_end_of_a_text_is_the_place_behind_its_last_character() -> None:
    source = 'x = "sum(foo"'
    index = index_of(source)
    origin = index.locate_inside("sum(foo", (7, 7), at=index.locate("sum(foo", home=HOME))
    assert (origin.line, origin.column) == (1, 13)


def test_of_several_places_the_one_beside_the_title_counts() -> None:
    source = 'a = Panel("A",\n  expr="up")\nb = Panel("B",\n  expr="up")'
    assert index_of(source).locate("up", home=HOME, beside="B").line == 4


def test_of_thousands_of_places_the_one_beside_the_title_counts() -> None:
    lines = [f'    panel("T{number}", "same",\n        [query("x{number}", "{{{{a}}}}")]),' for number in range(3_000)]
    index = index_of("x = [\n" + "\n".join(lines) + "\n]\n")
    for number in range(3_000):
        assert index.locate("same", home=HOME, beside=f"T{number}").line == 2 * number + 2
        assert index.locate("{{a}}", home=HOME, beside=f"T{number}").line == 2 * number + 3


def test_of_several_places_the_one_of_the_same_variable_counts() -> None:
    index = index_of('a = ["up"]\nb = ["up"]')
    assert index.locate("up", home=Origin("a.py", 2, variable="b")).line == 2


def test_a_text_that_a_call_puts_together_is_placed_at_the_call() -> None:
    source = 'x = [\n  Values(\n    name="route",\n    metric=\'foo{a="b"}\',\n  ),\n]'
    index = index_of(source)
    text = 'label_values(foo{a="b"}, route)'
    at = index.locate(text, home=HOME, beside="route")
    assert (at.line, at.exact) == (2, False)
    start = text.index('"b"')
    inside = index.locate_inside(text, (start, start + 3), at=at)
    assert (inside.line, token_at(source, inside)) == (4, '"b"')


def test_a_text_that_stands_nowhere_is_placed_at_its_home_and_says_so() -> None:
    origin = index_of("x = 1").locate("up", home=Origin("a.py", 1, variable="x"))
    assert (origin.line, origin.variable, origin.exact) == (1, "x", False)


def test_a_module_that_is_no_python_has_no_entries() -> None:
    assert index_of("x = (").literals == {"a.py": ()}
    assert comments_of("x = (  # why\n") == {1: "# why"}


def test_comments_are_found_by_line_and_not_inside_strings() -> None:
    assert comments_of('# a\nx = "# b"  # c\n') == {1: "# a", 2: "# c"}


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40), st.booleans())
def test_every_character_of_any_literal_is_found(text: str, triple: bool) -> None:
    literal = repr(text)
    if triple:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
        literal = f'"""{escaped}"""'
    source = f"x = ({literal}\n  'end')"
    only = next(one for one in index_of(source).literals["a.py"] if one.text == text + "end")
    assert only.runs
    assert ast.literal_eval(literal) + "end" == only.text
    lines = source.split("\n")
    for offset, character in enumerate(text):
        place = only.place_of(only.text, (offset, offset + 1))
        assert place is not None
        standing = lines[place[0] - 1][place[1] - 1 :] + "\n"
        assert standing.startswith((character, "\\"))


def test_a_pattern_gives_what_its_fixed_parts_allow() -> None:
    pattern = TextLiteral("sum(\0) > \0", HOME)
    assert pattern.gives("sum(up) > 5")
    assert not pattern.gives("avg(up) > 5")
    assert not TextLiteral("\0", HOME).gives("anything")


def located(modules: dict[str, str], text: str, *, home: Origin, beside: str = "") -> tuple[str, int, bool]:
    """Path and line of a text, and whether that is certain."""
    origin = build_source_index(modules).locate(text, home=home, beside=beside)
    return origin.path, origin.line, origin.exact


@pytest.mark.parametrize("beside", ["", "up"])
def test_the_same_text_in_a_module_that_is_not_imported_is_never_meant(beside: str) -> None:
    modules = {
        "dashboards/providers.py": 'board = Board(rows={"Charges": [1]})\n',
        "dashboards/raw.py": 'x = 1\nboard = {"title": "Raw", "panels": [panel("charges", "up")]}\n',
    }
    home = Origin("dashboards/raw.py", 2, variable="board")
    path, _, exact = located(modules, "Charges", home=home, beside=beside)
    assert (path, exact) == ("dashboards/raw.py", False)
    assert located(modules, "charges", home=home) == ("dashboards/raw.py", 2, True)


@pytest.mark.parametrize(
    ("home", "found"),
    [
        ("from panels.up import up\n", "panels/up.py"),
        ("from panels import up\n", "panels/up.py"),
        ("from panels import *\n", "panels/up.py"),
        ("import panels.up\n", "panels/up.py"),
        ("from ..panels import up\n", "panels/up.py"),
        ("from .rows import row\n", "panels/up.py"),
        ("from dashboards._hidden import row\n", "panels/up.py"),
        ("def f():\n    from panels.up import up\n", "panels/up.py"),
        ("from grafanalib.core import Panel\n", "dashboards/a.py"),
        ("import json\n", "dashboards/a.py"),
    ],
)
def test_a_text_is_looked_for_in_the_modules_that_are_imported(home: str, found: str) -> None:
    modules = {
        "dashboards/a.py": home,
        "dashboards/rows.py": "from panels.up import up\n",
        "panels/up.py": 'up = Panel("Up")\n',
    }
    path, _, exact = located(modules, "Up", home=Origin("dashboards/a.py", 1))
    assert (path, exact) == (found, found == "panels/up.py")


def test_modules_that_import_each_other_are_followed_once() -> None:
    modules = {"a/x.py": "from a.y import b\n", "a/y.py": 'from a.x import c\nb = "up"\n'}
    assert located(modules, "up", home=Origin("a/x.py", 1)) == ("a/y.py", 2, True)
