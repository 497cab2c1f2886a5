"""What a project's modules define."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.loader import load_project

from ..conftest import ProjectMaker

IMPORTS = "from glimpse_gitops.authoring import *\n"


def named(definitions: Any) -> list[tuple[str, str]]:
    """Each definition as its place and variable."""
    return [(str(one.origin), one.origin.variable) for one in definitions]


def test_every_public_object_of_a_known_kind_counts(project: ProjectMaker) -> None:
    text = IMPORTS + (
        'folder = Folder("f", "F")\n'
        'source = Prometheus(uid="p")\n'
        'group = RuleGroup("g", [])\n'
        'point = ContactPoint("c", Email("a@example.com"))\n'
        "policy = NotificationPolicy(point)\n"
        'nights = MuteTiming("n", ("22:00", "07:00"))\n'
        'template = Template("t", "x")\n'
        'dashboard = Dashboard(uid="d", title="D")\n'
        'metric = Counter("c_total", "C.")\n'
        "number = 5\n"
    )
    loaded = load_project(project({"alerts/app.py": text}))
    kinds = ("folders", "datasources", "rule_groups", "contact_points", "policies", "mute_timings", "templates")
    names = ("folder", "source", "group", "point", "policy", "nights", "template", "dashboard")
    assert [named(getattr(loaded, kind)) for kind in (*kinds, "dashboards")] == [
        [(f"alerts/app.py:{line}", name)] for line, name in enumerate(names, start=2)
    ]
    assert [metric.name for metric in loaded.catalogue.metrics] == ["c_total"]


def test_objects_in_lists_and_tuples_count_with_their_position(project: ProjectMaker) -> None:
    text = IMPORTS + 'folders = [Folder("a", "A"), Folder("b", "B")]\nmore = (Folder("c", "C"), "text")\n'
    loaded = load_project(project({"stack/things.py": text}))
    assert named(loaded.folders) == [
        ("stack/things.py:2", "folders[0]"),
        ("stack/things.py:2", "folders[1]"),
        ("stack/things.py:3", "more[0]"),
    ]


def test_private_names_do_not_count(project: ProjectMaker) -> None:
    text = IMPORTS + '_hidden = Folder("a", "A")\n_list = [Folder("b", "B")]\n'
    assert load_project(project({"stack/things.py": text, "stack/_more.py": text.replace("_", "")})).folders == ()


def test_one_object_under_two_names_counts_once(project: ProjectMaker) -> None:
    loaded = load_project(project({"stack/things.py": IMPORTS + 'a = Folder("a", "A")\nb = a\nboth = [a, b]\n'}))
    assert named(loaded.folders) == [("stack/things.py:2", "a")]


@pytest.mark.parametrize("assignment", ['home = Folder("a", "A")', 'if True:\n    home = Folder("a", "A")'])
def test_an_object_is_defined_where_it_is_assigned_and_not_where_it_is_imported(
    project: ProjectMaker, assignment: str
) -> None:
    files: dict[str, str | bytes] = {
        "alerts/app.py": "from alerts.folders import home\n",
        "alerts/folders.py": IMPORTS + assignment,
    }
    line = 1 + len(assignment.splitlines())
    assert named(load_project(project(files)).folders) == [(f"alerts/folders.py:{line}", "home")]


def test_an_object_of_a_private_module_belongs_to_the_module_that_imports_it(project: ProjectMaker) -> None:
    files: dict[str, str | bytes] = {
        "alerts/_parts.py": IMPORTS + 'home = Folder("a", "A")\n',
        "alerts/app.py": '"""Alerts."""\n\nfrom alerts._parts import home\n',
    }
    assert named(load_project(project(files)).folders) == [("alerts/app.py:3", "home")]


def test_classes_and_functions_do_not_count(project: ProjectMaker) -> None:
    text = IMPORTS + "class Mine(Folder): ...\ndef make(): return Folder('a', 'A')\n"
    loaded = load_project(project({"stack/things.py": text}))
    assert (loaded.folders, loaded.dashboards) == ((), ())


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ('x = {"title": "X", "panels": []}', True),
        ('x = {"title": "X", "rows": []}', True),
        ('x = {"title": "X", "panels": [], "gridPos": {}}', False),
        ('x = {"type": "row", "title": "X", "panels": []}', False),
        ('x = {"title": "X"}', False),
        ('x = Dashboard(uid="x", title="X")', True),
        ('x = TimeSeries(title="X")', False),
        ('x = Row("X", [])', False),
        ('from grafanalib.core import Dashboard as Old\nx = Old(title="X", rows=[])', True),
        ('from grafanalib.core import Row as Old\nx = Old(title="X", panels=[])', False),
        ('from grafanalib.core import RowPanel\nx = RowPanel(title="X", gridPos=None)', False),
        ("class Dashboard:\n    def build(self): ...\nx = Dashboard()", True),
        ("class Panel:\n    def build(self): ...\nx = Panel()", False),
    ],
)
def test_a_dashboard_is_what_has_a_title_and_panels_and_builds(project: ProjectMaker, text: str, counts: bool) -> None:
    loaded = load_project(project({"dashboards/x.py": f"{IMPORTS}{text}\n"}))
    assert [one.origin.variable for one in loaded.dashboards] == (["x"] if counts else [])


def test_an_object_that_cannot_be_looked_at_is_an_error_with_its_place(project: ProjectMaker) -> None:
    text = "class Odd:\n    def build(self): ...\n    @property\n    def title(self): return 1 / 0\n\nit = Odd()\n"
    with pytest.raises(ProjectError, match=r"^alerts/app.py: it cannot be looked at: ZeroDivisionError: division by"):
        load_project(project({"alerts/app.py": text}))


def test_a_module_that_puts_something_else_in_its_place_defines_nothing(project: ProjectMaker) -> None:
    text = IMPORTS + 'import sys\na = Folder("a", "A")\nsys.modules[__name__] = 5\n'
    assert load_project(project({"alerts/app.py": text})).folders == ()


def test_fields_of_the_wrong_type_are_refused_all_at_once_by_their_paths(project: ProjectMaker) -> None:
    text = IMPORTS + (
        'app = RuleGroup("app", [{"alert": "Down", "expr": "up == 0"}], folder="shop")\n'
        'teams = [ContactPoint("a", Email("a@example.com")), ContactPoint("b", "b@example.com")]\n'
    )
    with pytest.raises(ProjectError) as caught:
        load_project(project({"alerts/app.py": text}))
    assert caught.value.message.splitlines() == [
        "3 problems:",
        "  alerts/app.py:2: app.rules[0] must be AlertRule or RecordingRule or GrafanaRule, not dict",
        "  alerts/app.py:2: app.folder must be Folder, not str",
        "  alerts/app.py:3: teams[1].integrations[0] must be "
        "Email or PagerDuty or Slack or Webhook or Integration, not str",
    ]


def test_metrics_of_several_files_join_the_catalogue(project: ProjectMaker) -> None:
    files: dict[str, str | bytes] = {
        "metrics/a.py": IMPORTS
        + 'inside = Counter("a_total", "A.")\n'
        + 'all = Catalogue([inside], target_labels=[Label("job")], forbidden=["user_id"], complete=False)\n',
        "metrics/b.py": IMPORTS + 'loose = Counter("b_total", "B.")\n',
    }
    catalogue = load_project(project(files)).catalogue
    assert [metric.name for metric in catalogue.metrics] == ["a_total", "b_total"]
    assert [label.name for label in catalogue.target_labels] == ["job"]
    assert (catalogue.forbidden, catalogue.complete) == (("user_id",), False)


def test_two_catalogues_are_refused_with_both_places(project: ProjectMaker) -> None:
    files: dict[str, str | bytes] = {f"metrics/{name}.py": IMPORTS + "mine = Catalogue([])\n" for name in "ab"}
    with pytest.raises(ProjectError, match=r"two catalogues, at metrics/a.py:2 and metrics/b.py:2"):
        load_project(project(files))


def test_a_metric_that_two_files_declare_is_refused_with_both_places(project: ProjectMaker) -> None:
    files: dict[str, str | bytes] = {f"metrics/{name}.py": IMPORTS + 'up = Gauge("up", "Up.")\n' for name in "ab"}
    with pytest.raises(ProjectError, match=r'metric "up" is declared twice: metrics/a.py:2 and metrics/b.py:2'):
        load_project(project(files))


def test_the_comments_of_modules_that_speak_to_the_linter_are_known_by_line(project: ProjectMaker) -> None:
    files: dict[str, str | bytes] = {
        "alerts/app.py": "x = 1\ny = 2  # glimpse: ignore[AL201] why\n",
        "alerts/b.py": "# b\n",
    }
    assert load_project(project(files)).comments == {"alerts/app.py": {2: "# glimpse: ignore[AL201] why"}}


def test_a_project_behind_a_symbolic_link_has_the_same_places(project: ProjectMaker, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(project({"stack/things.py": IMPORTS + 'a = Folder("a", "A")\n'}))
    assert named(load_project(link).folders) == [("stack/things.py:2", "a")]


def test_a_dashboard_is_held_against_its_types_too_all_faults_at_once(project: ProjectMaker) -> None:
    text = IMPORTS + (
        'panel = Text(title="a", content="b")\n'
        'overview = Dashboard(uid="o", title="O", folder="payments", rows=[panel], tooltips="all", tags="a")\n'
    )
    with pytest.raises(ProjectError) as caught:
        load_project(project({"dashboards/overview.py": text}))
    assert caught.value.message.splitlines()[1:] == [
        "  dashboards/overview.py:3: overview.folder must be Folder, not str",
        '  dashboards/overview.py:3: overview.rows[0] must be Row("Traffic", [requests]) or the like, not Text',
        "  dashboards/overview.py:3: overview.tags must be a list, not str",
        '  dashboards/overview.py:3: overview.tooltips must be "own" or "shared crosshair" or "shared tooltip", '
        'not "all"',
    ]


def test_a_dashboard_in_the_envelope_of_the_api_counts(project: ProjectMaker) -> None:
    text = 'saved = {"dashboard": {"uid": "a", "title": "A", "panels": []}, "overwrite": True, "meta": {}}\n'
    (one,) = load_project(project({"dashboards/saved.py": text + 'other = {"dashboard": 5}\n'})).dashboards
    assert (one.value["uid"], one.origin.variable) == ("a", "saved")


def test_a_dashboard_in_kubernetes_form_is_refused_instead_of_ignored(project: ProjectMaker) -> None:
    text = 'saved = {"apiVersion": "dashboard.grafana.app/v1", "kind": "Dashboard", "spec": {"title": "A"}}\n'
    with pytest.raises(ProjectError, match=r"dashboards/saved.py: saved is a resource of Kubernetes' form") as caught:
        load_project(project({"dashboards/saved.py": text}))
    assert "classic JSON" in caught.value.hint
