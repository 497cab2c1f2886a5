"""Modules that are no Python."""

from __future__ import annotations

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.modules import load_modules

from ..conftest import ProjectMaker


def fault_of(project: ProjectMaker, text: str) -> ProjectError:
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"alerts/app.py": text}))
    return caught.value


def test_the_line_is_shown_with_its_place(project: ProjectMaker) -> None:
    fault = fault_of(project, 'rule = AlertRule(\n    "경보", for="5m",\n)\n')
    assert fault.message.splitlines() == [
        "alerts/app.py:2: invalid syntax",
        '  2 | "경보", for="5m",',
        "    |         ^^^",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ('AlertRule("x", expr="up", for="5m")\n', "for_"),
        ('AlertRule(\n    "x",\n    expr="up",\n    for = "5m",\n)\n', "for_"),
        ("Route(chat, continue=True)\n", "continue_"),
        ('PagerDuty(class="x")\n', "class_"),
        ('f(a,\n  lambda="x")\n', "lambda_"),
    ],
)
def test_a_word_of_python_in_place_of_an_argument_gets_its_underscore(
    project: ProjectMaker, text: str, meant: str
) -> None:
    assert fault_of(project, text).hint.startswith(f'did you mean "{meant}"?')


@pytest.mark.parametrize("text", ["x = (\n", "x = = 1\n", "if x == :\n    pass\n", "x = 1\n  y = 2\n", 'x = "abc\n'])
def test_other_mistakes_are_shown_without_a_guess(project: ProjectMaker, text: str) -> None:
    fault = fault_of(project, text)
    assert "did you mean" not in fault.hint
    assert "^" in fault.message.splitlines()[-1]
