"""Parts of lists and calls that come and go: no comma too many, no comment lost that belongs to another."""

from __future__ import annotations

import ast

import pytest

from glimpse_gitops.codegen.siblings import insertion, removals
from glimpse_gitops.codegen.source_edit import ModuleSource, edited


def nodes(source: ModuleSource) -> list[ast.expr]:
    value = source.assigned("x")
    assert isinstance(value, ast.List)
    return value.elts


def without(text: str, *gone: int) -> str:
    source = ModuleSource(text)
    return edited(text, removals(source, nodes(source), gone))


def with_new(text: str, place: int) -> str:
    source = ModuleSource(text)
    return edited(text, [insertion(source, nodes(source), place, lambda column, indent: '"new"')])


ONE_LINE = 'x = ["a", "b", "c"]\n'
LINES = 'x = [\n    # about a\n    "a",\n    # about b\n    "b",  # why\n    "c",\n]\n'


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ((0,), '"b", "c"'),
        ((1,), '"a", "c"'),
        ((2,), '"a", "b"'),
        ((1, 2), '"a"'),
        ((0, 1), '"c"'),
        ((0, 2), '"b"'),
        ((0, 1, 2), ""),
    ],
)
def test_what_is_left_of_a_line_is_a_list(gone: tuple[int, ...], left: str) -> None:
    assert without(ONE_LINE, *gone) == f"x = [{left}]\n"
    ast.parse(without(LINES, *gone))
    ast.parse(without('x = ["a", "b", "c",]\n', *gone))


def test_what_goes_takes_its_own_lines_along_and_no_other_comment() -> None:
    assert without(LINES, 0) == LINES.replace('    "a",\n', "")
    assert without(LINES, 1) == LINES.replace('    "b",  # why\n', "")
    assert without('x = ["a", "b",\n     # about c\n     "c"]\n', 1) == 'x = ["a", \n     # about c\n     "c"]\n'


def test_what_is_new_comes_in_front_behind_and_between() -> None:
    assert with_new(ONE_LINE, 0) == 'x = ["new", "a", "b", "c"]\n'
    assert with_new(ONE_LINE, 3) == 'x = ["a", "b", "c", "new"]\n'
    assert with_new(LINES, 0) == LINES.replace("    # about a", '    "new",\n    # about a')
    assert with_new(LINES, 3) == LINES.replace('"c",\n', '"c",\n    "new",\n')
