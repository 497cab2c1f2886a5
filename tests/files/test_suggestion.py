"""What the author of a broken module probably meant."""

from __future__ import annotations

import sys

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.modules import load_modules

from ..conftest import ProjectMaker

IMPORTS = "from glimpse_gitops.authoring import Prometheus, Stat\nprometheus = Prometheus(uid='p')\n"

MEANT = {
    "name": (IMPORTS + "x = promtheus\n", "prometheus"),
    "name of ours": (IMPORTS + "x = AlertRul\n", "AlertRule"),
    "name of a builtin": ("x = soted([])\n", "sorted"),
    "import": ("from glimpse_gitops.authoring import GuagePanel\n", "GaugePanel"),
    "import from a module of the project": ("from stack.sources import folderr\n", "folder"),
    "module": ("from stack.source import folder\n", "sources"),
    "attribute of a module": ("import stack.sources\nx = stack.sources.foldr\n", "folder"),
    "attribute of an object": (IMPORTS + "x = prometheus.qeury('up')\n", "query"),
    "argument": (IMPORTS + "x = Stat(title='a', unti='s')\n", "unit"),
    "argument of a class by its module": (
        "from glimpse_gitops import authoring\nx = authoring.Text(contnt='a')\n",
        "content",
    ),
    "argument of a method": (IMPORTS + "x = prometheus.query('up', intervall='1m')\n", "interval"),
    "argument of a function": ("def make(colour): pass\nx = make(color='red')\n", "colour"),
}


@pytest.mark.parametrize("case", MEANT)
def test_a_name_that_is_nearly_right_is_suggested(project: ProjectMaker, case: str) -> None:
    text, meant = MEANT[case]
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"stack/sources.py": "folder = 1\n", "zz.py": "", "alerts/app.py": text}))
    assert caught.value.hint == f'did you mean "{meant}"?'


def test_a_class_that_was_not_imported_is_named_with_its_import(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"alerts/app.py": IMPORTS + "x = TimeSeries(title='a')\n"}))
    assert caught.value.hint == "import it: from glimpse_gitops.authoring import TimeSeries"


@pytest.mark.parametrize(
    "text", ["x = zzyzx\n", "import stack.zzyzx\n", "x = (5).zzyzx\n", IMPORTS + "Stat(zzyzx=1)\n", "1 / 0\n"]
)
def test_where_nothing_comes_near_there_is_no_guess(project: ProjectMaker, text: str) -> None:
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"alerts/app.py": text}))
    assert caught.value.hint == "correct this line, then run the command again"


def test_a_circle_says_how_it_is_broken_up(project: ProjectMaker) -> None:
    files = {"alerts/a.py": "from dashboards.b import y\nx = 1\n", "dashboards/b.py": "from alerts.a import x\ny = 1\n"}
    with pytest.raises(ProjectError, match=r"dashboards/b.py → alerts/a.py → dashboards/b.py") as caught:
        load_modules(project(files))
    assert 'panel="uid/Title"' in caught.value.hint


def test_a_file_with_a_dot_in_its_name_is_told_a_better_one(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"dashboards/frontend.dashboard.py": ""}))
    assert caught.value.hint == 'rename it to "frontend_dashboard"'


@pytest.mark.parametrize("name", ["requests", "acme.metrics"])
def test_a_package_that_is_not_installed_is_to_be_installed(project: ProjectMaker, name: str) -> None:
    with pytest.raises(ProjectError, match="ModuleNotFoundError") as caught:
        load_modules(project({"stack/sources.py": "", "alerts/app.py": f"import glimpse_{name}\n"}))
    assert caught.value.hint.startswith("install the package that has it")
    assert sys.prefix in caught.value.hint


def test_a_module_that_the_project_lacks_is_not_to_be_installed(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError) as caught:
        load_modules(project({"stack/sources.py": "", "alerts/app.py": "import stack.nowhere\n"}))
    assert "install" not in caught.value.hint
