"""Dashboards that are kept as JSON: loaded, built and applied as they stand."""

from __future__ import annotations

import json

import pytest

from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.files.loader import load_project
from glimpse_gitops.workflow.build import build
from tests.conftest import ProjectMaker

MODULE = """
from glimpse_gitops.authoring import Folder, JsonDashboard
kept = JsonDashboard("kept.json", folder={folder})
"""
CONTENT = {"version": 7, "uid": "kept", "title": "Kept", "panels": [{"id": 9, "x": None}], "id": 3, "schemaVersion": 30}


def files(content: str, folder: str = "None") -> dict[str, str]:
    return {"dashboards/mine.py": MODULE.format(folder=folder), "dashboards/kept.json": content}


def test_it_is_applied_as_it_stands_but_for_what_belongs_to_one_grafana(project: ProjectMaker) -> None:
    root = project(files(json.dumps(CONTENT)))
    for target in (GRAFANA_11, GRAFANA_12):
        (resource,) = compile_project(load_project(root), target).bundle.values()
        wanted = {key: value for key, value in CONTENT.items() if key not in ("id", "version")}
        assert resource.spec == {"folderUid": "shop", "dashboard": wanted}
        assert str(resource.origin) == "dashboards/kept.json:1"


def test_it_may_stand_in_the_root_and_in_a_folder_of_somebody_else(project: ProjectMaker) -> None:
    for folder, uid in (("Folder.root()", ""), ('Folder.existing("theirs")', "theirs")):
        bundle = compile_project(load_project(project(files(json.dumps(CONTENT), folder))), GRAFANA_12).bundle
        assert [resource.spec.get("folderUid") for resource in bundle.values()] == [uid]


def test_a_build_writes_its_file_in_order_and_never_removes_it(project: ProjectMaker) -> None:
    root = project(files(json.dumps(CONTENT)))
    assert build(root).written == ("dashboards/kept.json",)
    assert build(root).unchanged == ("dashboards/kept.json",)
    assert build(root).left_over == ()
    assert list(json.loads((root / "dashboards/kept.json").read_text())) == ["panels", "schemaVersion", "title", "uid"]


def test_what_the_api_gives_around_a_dashboard_is_taken_off(project: ProjectMaker) -> None:
    root = project(files(json.dumps({"meta": {"slug": "x"}, "dashboard": CONTENT})))
    (resource,) = compile_project(load_project(root), GRAFANA_12).bundle.values()
    assert resource.title == "Kept"


@pytest.mark.parametrize(
    "content, complaint",
    [
        ("{", "dashboards/kept.json is no JSON"),
        ("[]", "holds no classic dashboard JSON"),
        ('{"title": "x", "spec": {}}', "holds no classic dashboard JSON"),
        ('{"title": "x", "panels": []}', "has no uid"),
    ],
)
def test_a_file_that_holds_no_dashboard_is_refused_by_name(project: ProjectMaker, content: str, complaint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        compile_project(load_project(project(files(content))), GRAFANA_12)
    assert complaint in caught.value.message


def test_a_file_that_is_not_there_is_named_with_the_place_that_names_it(project: ProjectMaker) -> None:
    given = files("")
    del given["dashboards/kept.json"]
    with pytest.raises(ProjectError) as caught:
        load_project(project(given))
    assert caught.value.message == (
        'dashboards/mine.py:3: kept names "kept.json", and there is no file dashboards/kept.json'
    )


def test_a_module_that_makes_a_file_of_that_name_is_refused(project: ProjectMaker) -> None:
    given = files(json.dumps(CONTENT))
    given["dashboards/kept.py"] = 'other = {"uid": "other", "title": "Other", "panels": []}\n'
    with pytest.raises(ProjectError) as caught:
        build(project(given))
    assert "dashboards/kept.json is both kept as JSON and made from Python" in caught.value.message
