"""`lint` on files from elsewhere: folders, standard input, the cache, and dashboards that a project keeps as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli
from glimpse_gitops.workflow.lint import lint

from ..conftest import ProjectMaker

RULES = "groups:\n- name: g\n  rules:\n  - {alert: X, expr: sum(up, for: 5m}\n"
PANEL = {"id": 1, "type": "timeseries", "title": "Up", "targets": [{"refId": "A", "expr": "sum(up"}]}
BOARD = json.dumps({"title": "Board", "uid": "board", "schemaVersion": 41, "panels": [PANEL]}, indent=2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files, in which we are."""
    for name, text in {
        "rules/a.yml": RULES,
        "boards/b.json": BOARD,
        "boards/package.json": "{}",
        "node_modules/c.json": BOARD,
        ".git/d.yml": RULES,
        "e.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_searched_and_what_is_hidden_or_foreign_is_left_out(folder: Path) -> None:
    report = lint(None, [folder])
    assert {one.origin.path for one in report.findings if one.rule == "PQ001"} == {"rules/a.yml", "boards/b.json"}
    assert [path for path, _ in report.skipped] == ["boards/package.json"]


@pytest.mark.parametrize("text", [RULES, BOARD])
def test_standard_input_may_be_yaml_or_json(folder: Path, text: str) -> None:
    result = CliRunner().invoke(cli, ["lint", "-"], input=text, standalone_mode=False)
    assert result.return_value == 1
    assert "PQ001" in result.stdout
    assert "<stdin>:" in result.stdout
    assert "sum(up" in result.stdout, "the report quotes the line"


def test_unchanged_files_give_the_same_findings_and_changed_ones_are_looked_at_again(folder: Path) -> None:
    first = lint(None, [folder]).findings
    (entry,) = (folder / ".glimpse-gitops" / "lint").glob("*.json")
    assert lint(None, [folder]).findings == first
    kept = json.loads(entry.read_text(encoding="utf-8"))
    entry.write_text(json.dumps({**kept, "findings": []}), encoding="utf-8")
    assert lint(None, [folder]).findings == (), "the second call was answered by the cache"
    assert lint(None, [folder], keep=False).findings == first
    (folder / "rules" / "a.yml").write_text(RULES.replace("sum(up", "up == 0"), encoding="utf-8")
    assert {one.origin.path for one in lint(None, [folder]).findings if one.rule == "PQ001"} == {"boards/b.json"}


def test_another_catalogue_is_another_run(project: ProjectMaker) -> None:
    metric = 'from glimpse_gitops.authoring import *\nc = Catalogue([Counter("{}_total", "N.", "n")], complete=True)\n'
    rules = "groups: [{name: g, rules: [{record: 'a:b', expr: 'rate(n_total[5m])'}]}]\n"
    root = project({"metrics/m.py": metric.format("n"), "alerts/own.yml": rules})
    assert not [one for one in lint(root, [root / "alerts/own.yml"]).findings if one.rule == "XF601"]
    (root / "metrics" / "m.py").write_text(metric.format("other"), encoding="utf-8")
    assert [one for one in lint(root, [root / "alerts/own.yml"]).findings if one.rule == "XF601"]


def test_a_dashboard_that_the_project_keeps_as_json_is_linted_once_in_its_file(project: ProjectMaker) -> None:
    module = 'from glimpse_gitops.authoring import *\nboard = JsonDashboard("kept.json")\n'
    root = project({"dashboards/boards.py": module, "dashboards/kept.json": BOARD})
    for paths in ([], [root / "dashboards"], [root / "dashboards" / "kept.json"]):
        found = [one for one in lint(root, paths).findings if one.rule == "PQ001"]
        line = next(number for number, text in enumerate(BOARD.split("\n"), 1) if "sum(up" in text)
        assert [(str(one.origin), one.origin.exact) for one in found] == [(f"dashboards/kept.json:{line}", True)]


def test_a_rule_that_crashes_shows_its_traceback_only_where_it_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glimpse_gitops.lint.rules.syntax_error import SyntaxErrors

    def broken(*_: object) -> object:
        raise KeyError("oops")

    monkeypatch.setattr(SyntaxErrors, "check", broken)
    plain = CliRunner().invoke(cli, ["lint", "--no-cache", "rules"])
    debugged = CliRunner().invoke(cli, ["--debug", "lint", "--no-cache", "rules"])
    assert "SP799" in plain.stdout
    assert "Traceback" not in plain.output
    assert "Traceback" in debugged.stderr


def test_a_script_beside_a_file_from_elsewhere_does_not_stand_in_for_it(project: ProjectMaker, folder: Path) -> None:
    root = project({"alerts/app.py": ""})
    (folder / "rules" / "a.py").write_text("print()\n", encoding="utf-8")
    assert [one.origin.path for one in lint(root, [folder / "rules" / "a.yml"], keep=False).findings]


def test_data_sources_that_a_file_beside_provisions_are_known(folder: Path) -> None:
    panel = {**PANEL, "datasource": {"type": "prometheus", "uid": "1_UFfQJGk"}}
    board = {"title": "Board", "uid": "board", "schemaVersion": 41, "panels": [panel]}
    (folder / "boards" / "b.json").write_text(json.dumps(board), encoding="utf-8")
    assert "DB305" in {one.rule for one in lint(None, [folder / "boards"]).findings}
    provisioned = "apiVersion: 1\ndatasources:\n- {name: metrics, uid: 1_UFfQJGk, type: prometheus}\n"
    (folder / "boards" / "sources.yml").write_text(provisioned, encoding="utf-8")
    report = lint(None, [folder / "boards"])
    assert "DB305" not in {one.rule for one in report.findings}
    assert ("boards/sources.yml", "it provisions data sources") in report.skipped


WITH_PROCESSORS = """
import os, sys
os.sched_getaffinity = lambda pid: set(range(int(sys.argv[1])))
from glimpse_gitops.cli.lint import command
fork = os.fork
os.fork = lambda: print("a child", file=sys.stderr) or fork()
command.main(["-o", "json", "--no-cache", "."], standalone_mode=False)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no child works")
def test_two_processes_tell_what_one_tells(folder: Path) -> None:
    (folder / "many.yml").write_text(RULES + "".join(RULES.splitlines(keepends=True)[3:]) * 200, encoding="utf-8")
    one, two = (
        subprocess.run([sys.executable, "-c", WITH_PROCESSORS, number], cwd=folder, capture_output=True, text=True)
        for number in ("1", "2")
    )
    assert "a child" not in one.stderr
    assert "a child" in two.stderr
    assert two.stdout == one.stdout
    assert len(json.loads(one.stdout)["findings"]) > 200
