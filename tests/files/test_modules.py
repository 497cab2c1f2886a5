"""Running the users' modules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.modules import load_modules
from glimpse_gitops.model.environment import Environment

from ..conftest import ProjectMaker

BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "syntax": (
        {"alerts/app.py": "x = 1\ny = (\n"},
        r"alerts/app.py:2: '\(' was never closed\n  2 \| y = \(\n    \|     \^$",
    ),
    "indentation": ({"alerts/app.py": "x = 1\n  y = 2\n"}, "alerts/app.py:2: unexpected indent"),
    "null byte": ({"alerts/app.py": b"x = 1\0\n"}, "alerts/app.py.*null bytes"),
    "exception": (
        {"alerts/app.py": "a = 1\nlimit = (\n    1 / 0\n)\n"},
        r"alerts/app.py:3: ZeroDivisionError: division by zero \(while making `limit`\)",
    ),
    "exception without words": ({"alerts/app.py": "assert False\n"}, "alerts/app.py:1: AssertionError$"),
    "exception in a function": (
        {"alerts/app.py": "def f(n):\n    return 1 / n\n\nlimit = f(0)\n"},
        r"alerts/app.py:2: ZeroDivisionError: division by zero \(while making `limit`\)",
    ),
    "exception in a private module": (
        {"alerts/_parts.py": "limit = 1 / 0\n", "alerts/app.py": "from alerts._parts import limit\n"},
        r"alerts/_parts.py:1: ZeroDivisionError: division by zero \(while making `limit`\)",
    ),
    "exception in a package": (
        {"alerts/__init__.py": "limit = 1 / 0\n", "alerts/app.py": ""},
        r"alerts/__init__.py:1: ZeroDivisionError: division by zero \(while making `limit`\)",
    ),
    "exception of ours": (
        {
            "alerts/app.py": "from glimpse_gitops.authoring import AlertRule, RuleGroup\n"
            'app = RuleGroup("app", rules=[\n    AlertRule("x", expr="up"),\n    AlertRule("y", expr=""),\n])\n'
        },
        r'alerts/app.py:4: ValueError: alert rule "y" has no expr \(while making `app`\)',
    ),
    "forgotten argument": (
        {"alerts/app.py": 'from glimpse_gitops.authoring import AlertRule\nrule = AlertRule("x")\n'},
        r"alerts/app.py:2: TypeError: .*missing 1 required positional argument: 'expr' \(while making `rule`\)",
    ),
    "wrong name": (
        {"alerts/app.py": "import stack.things\nx = stack.things.folderr\n", "stack/things.py": "folder = 1\n"},
        "alerts/app.py:2: AttributeError: .*folderr",
    ),
    "end of the program": (
        {"alerts/app.py": "import sys\nsys.exit(0)\n"},
        r"alerts/app.py:2: the module ends the program \(SystemExit\)",
    ),
    "exception of an odd kind": (
        {"alerts/app.py": "class Odd(BaseException): pass\nx = 1\nraise Odd('words')\n"},
        "alerts/app.py:3: Odd: words",
    ),
    "exception that has no words": (
        {"alerts/app.py": "class Odd(Exception):\n    def __str__(self): return 1 / 0\nraise Odd\n"},
        "alerts/app.py:3: Odd: <exception str\\(\\) failed>",
    ),
    "module that is missing": (
        {"alerts/app.py": "\nimport not_there_at_all\n"},
        "alerts/app.py:2: ModuleNotFoundError: No module named 'not_there_at_all'",
    ),
    "circle": (
        {"alerts/a.py": "from alerts.b import y\nx = 1\n", "alerts/b.py": "from alerts.a import x\ny = 1\n"},
        "alerts/b.py:1: ImportError: cannot import name 'x': circular import alerts/a.py → alerts/b.py → alerts/a.py$",
    ),
    "circle by attributes": (
        {"alerts/a.py": "import alerts.b\nx = 1\n", "alerts/b.py": "import alerts.a as a\ny = a.x\n"},
        "alerts/b.py:2: AttributeError: .*: circular import alerts/a.py → alerts/b.py → alerts/a.py",
    ),
    "dot in the name of a file": (
        {"dashboards/frontend.dashboard.py": ""},
        'dashboards/frontend.dashboard.py: Python cannot import it, for "frontend.dashboard" has a dot in it',
    ),
    "not UTF-8": ({"alerts/app.py": b"# caf\xe9\n"}, "alerts/app.py is not UTF-8 text"),
    "endless recursion": (
        {"alerts/app.py": "def f():\n    return f()\n\nx = f()\n"},
        "alerts/app.py:2: RecursionError",
    ),
    "syntax of a private module": (
        {"alerts/_parts.py": "x = = 1\n", "alerts/app.py": "from alerts import _parts\n"},
        "alerts/_parts.py:1: invalid syntax",
    ),
    "syntax of a module beside the source folders": (
        {"lib/parts.py": "x = = 1\n", "alerts/app.py": "from lib import parts\n"},
        "lib/parts.py:1: invalid syntax",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_module_is_one_error_with_its_place(project: ProjectMaker, case: str) -> None:
    files, message = BROKEN[case]
    with pytest.raises(ProjectError, match=message) as caught:
        load_modules(project(files))
    assert caught.value.hint
    first, *excerpt = caught.value.message.splitlines()
    assert not excerpt or (len(excerpt) == 2 and "^" in excerpt[1]), first


def test_what_a_module_prints_does_not_reach_the_output(
    project: ProjectMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    load_modules(project({"alerts/app.py": 'print("hello")\n'}))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "hello\n"


def test_modules_run_from_data_sources_to_alerts_and_by_name(project: ProjectMaker) -> None:
    paths = ["alerts/a.py", "dashboards/z.py", "dashboards/deep/a.py", "metrics/m.py", "stack/s.py"]
    loaded = load_modules(project(dict.fromkeys(paths, "")))
    assert [module.path for module in loaded] == [
        "stack/s.py",
        "metrics/m.py",
        "dashboards/deep/a.py",
        "dashboards/z.py",
        "alerts/a.py",
    ]


def test_private_and_hidden_modules_do_not_run_by_themselves(project: ProjectMaker) -> None:
    names = ["_private.py", "__init__.py", ".hidden.py", "_parts/a.py", "__pycache__/a.py", ".venv/a.py"]
    assert (
        load_modules(project({f"alerts/{name}": "raise SystemExit" if name != "__init__.py" else "" for name in names}))
        == []
    )


def test_a_project_without_source_folders_is_empty(project: ProjectMaker) -> None:
    assert load_modules(project({})) == []


@pytest.mark.parametrize("last", ["", "raise ValueError\n", "import sys; sys.path.clear()\n"])
def test_nothing_of_the_project_stays_behind(project: ProjectMaker, last: str) -> None:
    modules, path = set(sys.modules), list(sys.path)
    root = project(
        {"lib/parts.py": "x = 1\n", "metrics/m.py": "", "alerts/app.py": f"import lib.parts, metrics.m\n{last}"}
    )
    try:
        load_modules(root)
    except ProjectError:
        assert "raise" in last
    new = set(sys.modules) - modules
    assert not [name for name in new if name.partition(".")[0] in ("lib", "metrics", "alerts")]
    assert sys.path == path
    assert not list(root.rglob("__pycache__"))


def test_modules_of_the_same_names_that_were_there_before_come_back(
    project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = type(sys)("alerts"), type(sys)("alerts.app")
    for other in others:
        monkeypatch.setitem(sys.modules, other.__name__, other)
    (loaded,) = load_modules(project({"alerts/app.py": "x = 1\n"}))
    assert vars(loaded.module)["x"] == 1
    assert (sys.modules["alerts"], sys.modules["alerts.app"]) == others


@pytest.mark.parametrize("files", [{}, {"alerts/__init__.py": ""}])
def test_a_package_of_the_same_name_elsewhere_is_not_taken_for_the_projects(
    project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "alerts").mkdir(parents=True)
    (elsewhere / "alerts" / "__init__.py").write_text("", encoding="utf-8")
    (elsewhere / "alerts" / "app.py").write_text("x = 'theirs'\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(elsewhere))
    (loaded,) = load_modules(project({**files, "alerts/app.py": "x = 'ours'\n"}))
    assert vars(loaded.module)["x"] == "ours"


def test_a_module_that_changed_is_read_again(project: ProjectMaker) -> None:
    for value in (1, 2):
        (loaded,) = load_modules(project({"alerts/app.py": f"x = {value}\n"}))
        assert vars(loaded.module)["x"] == value


def test_a_module_that_a_windows_editor_saved_is_read(project: ProjectMaker) -> None:
    (loaded,) = load_modules(project({"alerts/app.py": b"\xef\xbb\xbfx = 1\r\n"}))
    assert vars(loaded.module)["x"] == 1


def test_names_know_the_line_that_assigns_them(project: ProjectMaker) -> None:
    text = (
        "from os import sep\n"
        "a = 1\n"
        "b, (c, *d) = 1, (2, 3)\n"
        "e: int = 5\n"
        "if a:\n"
        "    f = 6\n"
        "try:\n"
        "    g = 8\n"
        "except ValueError:\n"
        "    g = 10\n"
        "for h in (1, 2):\n"
        "    pass\n"
        "def function():\n"
        "    inner = 14\n"
    )
    (loaded,) = load_modules(project({"alerts/app.py": text}))
    assert loaded.assigned == {"a": 2, "b": 3, "c": 3, "d": 3, "e": 4, "f": 6, "g": 10, "h": 11}


@pytest.mark.parametrize(
    "text", [f"x = {'-' * 100_000}1\n", f"x = {'(' * 300}1{')' * 300}\n"], ids=["signs", "brackets"]
)
def test_a_module_that_is_nested_too_deep_to_be_read_is_one_error(project: ProjectMaker, text: str) -> None:
    with pytest.raises(ProjectError, match=r"alerts/app.py.*: .*nested"):
        load_modules(project({"alerts/app.py": text}))


class Fixed(list[Any]):
    """A list that nobody may change: a thread that imports meanwhile goes through it."""

    def _refuse(self, *arguments: object) -> None:
        raise AssertionError("changed while a thread may go through it")

    insert = append = extend = remove = pop = __setitem__ = __delitem__ = clear = _refuse


def test_who_imports_meanwhile_is_not_made_to_pass_over_a_place(
    project: ProjectMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, finders = Fixed(sys.path), Fixed(sys.meta_path)
    monkeypatch.setattr(sys, "path", paths)
    monkeypatch.setattr(sys, "meta_path", finders)
    limit = "from glimpse_gitops.authoring import Threshold\nlimit = Threshold(5)\n"
    root = project({"alerts/app.py": f"import sys\n{limit}sys.path.append('here')\n"})
    (module,) = load_modules(root, Environment(name="staging", thresholds={"limit": 7}))
    assert module.module.limit.value == 7
    assert sys.path is paths
    assert sys.meta_path is finders
