"""`lint`, on projects and on rule files from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import ProjectError, SettingsError, UsageError
from glimpse_gitops.workflow.lint import LintReport, lint

from ..conftest import ProjectMaker

ALERT = """from glimpse_gitops.authoring import *

app = RuleGroup("app", [
    AlertRule("Down", expr="{expr}", for_="5m", labels={{"severity": "critical"}}, summary="down"),
])
"""
BOARD = """from glimpse_gitops.authoring import *

prometheus = Prometheus(uid="prom")
up = TimeSeries(title="Up", description="Up.", unit="short", targets=[prometheus.query("{expr}", "up")])
board = Dashboard(uid="a", title="A", panels=[up])
"""
RULE_FILE = """groups:
- name: g
  rules:
  - alert: X
    expr: {expr}
    for: 5m
    labels: {{severity: critical}}
    annotations: {{summary: x}}
"""
GOOD, BROKEN = "up == 0", "sum(up"


def places(report: LintReport) -> list[tuple[str, str]]:
    return [(finding.name, str(finding.origin)) for finding in report.findings]


@pytest.fixture
def broken(project: ProjectMaker) -> Path:
    """A project with the same fault in a dashboard, in an alert and in a rule file from elsewhere."""
    return project(
        {
            "dashboards/a.py": BOARD.format(expr=BROKEN),
            "alerts/app.py": ALERT.format(expr=BROKEN),
            "alerts/app.yml": RULE_FILE.format(expr=BROKEN),
            "vendor/rules.yml": RULE_FILE.format(expr=BROKEN),
            ".venv/rules.yml": RULE_FILE.format(expr=BROKEN),
        }
    )


def test_a_sound_project_has_no_findings(project: ProjectMaker) -> None:
    root = project({"alerts/app.py": ALERT.format(expr=GOOD), "dashboards/a.py": BOARD.format(expr=GOOD)})
    assert places(lint(root, [])) == []


def test_without_paths_everything_that_the_project_defines_is_linted(broken: Path) -> None:
    assert places(lint(broken, [])) == [("syntax-error", "alerts/app.py:4"), ("syntax-error", "dashboards/a.py:4")]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("alerts/app.py", ["alerts/app.py:4"]),
        ("alerts", ["alerts/app.py:4"]),
        ("dashboards", ["dashboards/a.py:4"]),
        ("vendor", ["vendor/rules.yml:5"]),
        ("vendor/rules.yml", ["vendor/rules.yml:5"]),
        ("alerts/app.yml", ["alerts/app.py:4"]),
        (".", ["alerts/app.py:4", "dashboards/a.py:4", "vendor/rules.yml:5"]),
    ],
)
def test_with_a_path_only_what_stands_there_is_linted(broken: Path, path: str, found: list[str]) -> None:
    assert places(lint(broken, [broken / path])) == [("syntax-error", place) for place in found]


def test_a_path_is_taken_from_the_working_directory(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken / "alerts")
    assert places(lint(broken, [Path("app.py")])) == [("syntax-error", "alerts/app.py:4")]


def test_several_paths_are_linted_in_one_report(broken: Path) -> None:
    report = lint(broken, [broken / "vendor", broken / "dashboards"])
    assert [place for _, place in places(report)] == ["dashboards/a.py:4", "vendor/rules.yml:5"]


def test_rule_files_need_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rules.yaml").write_text(RULE_FILE.format(expr=BROKEN), encoding="utf-8")
    assert places(lint(None, [Path("rules.yaml")])) == [("syntax-error", "rules.yaml:5")]


def test_the_texts_that_findings_point_into_come_with_them(broken: Path) -> None:
    report = lint(broken, [broken / "vendor", broken / "alerts"])
    assert sorted(report.texts) == ["alerts/app.py", "vendor/rules.yml"]
    assert BROKEN in report.texts["vendor/rules.yml"].splitlines()[4]


def test_a_path_that_is_not_there_is_an_error(broken: Path) -> None:
    with pytest.raises(UsageError, match=r"alerts/none.py is not there"):
        lint(broken, [broken / "alerts" / "none.py"])


def test_a_folder_with_nothing_to_lint_is_no_error_and_is_told(
    project: ProjectMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"alerts/app.py": ""})
    (root / "empty").mkdir()
    assert lint(root, [root / "empty"]).idle == (str(root / "empty"),)
    assert lint(root, [root / "empty", root / "alerts"]).idle == (str(root / "empty"),)
    (tmp_path / "nothing").mkdir()
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["lint", "nothing", "-o", "json"], standalone_mode=False)
    assert result.return_value == 0
    assert json.loads(result.stdout)["findings"] == []
    assert result.stderr == "there is nothing to lint in nothing: no .py, .yml, .yaml, .json, .rules, .rule\n"


def test_rule_files_of_a_folder_are_found_by_older_endings_too(tmp_path: Path) -> None:
    rule = "groups: [{name: a, rules: [{record: 'a:b', expr: sum(up}]}]"
    for name, text in (("a.rules", rule), ("b.rule", rule), ("udev.rules", 'SUBSYSTEM=="tty", GROUP="dialout"')):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = lint(None, [tmp_path])
    assert [Path(one.origin.path).name for one in report.findings] == ["a.rules", "b.rule"]
    assert [Path(path).name for path, _ in report.skipped] == ["udev.rules"]


def test_what_one_half_of_a_call_needs_of_a_glimpse_toml_is_not_unused_in_the_other(broken: Path) -> None:
    module, file = broken / "alerts" / "app.py", broken / "vendor" / "rules.yml"
    entry = '[[ignore]]\nrules = ["syntax-error"]\nfiles = ["**"]\nreason = "so"\n'
    (broken / ".glimpse.toml").write_text(entry, encoding="utf-8")
    (broken / "dashboards" / "a.py").write_text(BOARD.format(expr=GOOD), encoding="utf-8")

    def unused() -> set[int]:
        """How often the entry is called unused: with and without the cache."""
        runs = (lint(broken, [module.parent, file.parent], keep=keep).findings for keep in (True, True, False))
        return {[one.rule for one in found].count("SP701") for found in runs}

    assert unused() == {0}
    module.write_text(ALERT.format(expr=GOOD), encoding="utf-8")
    assert unused() == {0}
    file.write_text(RULE_FILE.format(expr=GOOD), encoding="utf-8")
    assert unused() == {1}, "told once, although both halves look at it"
    module.write_text(ALERT.format(expr=BROKEN), encoding="utf-8")
    assert unused() == {0}


def test_a_file_that_holds_nothing_to_lint_is_left_alone_with_a_word(project: ProjectMaker) -> None:
    root = project({"notes.txt": "- [ call: the # shop\n", "alerts/app.py": ""})
    (found,) = lint(root, [root / "notes.txt"]).findings
    assert (found.name, found.severity.word) == ("not-a-rule-file", "info")
    assert "neither YAML nor JSON" in found.message


def test_a_project_that_cannot_be_loaded_is_an_error_and_no_finding(project: ProjectMaker) -> None:
    with pytest.raises(ProjectError, match=r"alerts/app.py:4: ValueError: .* has no expr"):
        lint(project({"alerts/app.py": ALERT.format(expr="")}), [])


METRICS = """from glimpse_gitops.authoring import *

catalogue = Catalogue([Counter("shop_orders_total", "Orders.", "orders")], target_labels=[Label("job", ["shop"])])
"""


@pytest.mark.parametrize(
    ("expr", "rules"),
    [
        ("rate(mysql_up[5m]) > 0", []),
        ("sum by (table) (mysql_rows) > 0", []),
        ("rate(shop_orders_total{job='x'}[5m]) > 0", ["unknown-value"]),
        ("sum by (provider) (rate(shop_orders_total[5m])) > 0", ["label-gone"]),
        ("sum(mysql_up", ["syntax-error"]),
    ],
)
def test_rule_files_from_elsewhere_may_use_metrics_that_the_catalogue_does_not_know(
    project: ProjectMaker, expr: str, rules: list[str]
) -> None:
    file = RULE_FILE.format(expr=expr)
    root = project({"metrics/shop.py": METRICS, "vendor/mysql.yml": file, "alerts/mysql.yml": file})
    assert [name for name, _ in places(lint(root, [root / "vendor"]))] == rules
    if not rules:
        assert {name for name, _ in places(lint(root, [root / "alerts"]))} == {"unknown-metric"}


def test_a_folder_of_rule_files_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").mkdir()
    Path("rules/a.yaml").write_text(RULE_FILE.format(expr=BROKEN), encoding="utf-8")
    Path("rules/b.yml").write_text(RULE_FILE.format(expr=BROKEN), encoding="utf-8")
    for path in ("rules", "."):
        result = CliRunner().invoke(cli, ["lint", path])
        assert result.exception is None
        assert result.output.count("PQ001") == 2


@pytest.mark.parametrize("path", ["a.py", "modules"])
def test_what_is_no_rule_file_needs_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text("x = 1\n", encoding="utf-8")
    Path("modules").mkdir()
    Path("modules/a.py").write_text("x = 1\n", encoding="utf-8")
    refused = CliRunner().invoke(cli, ["lint", path]).exception
    assert isinstance(refused, SettingsError)
    assert "no project at" in str(refused)


@pytest.mark.parametrize(
    ("metrics", "offered"),
    [
        ("", "critical, warning, info"),
        ('severity = Label("severity", ("page", "ticket"))', "page, ticket"),
        ('severity = Label("severity")', "critical, warning, info"),
        (
            'lines = Counter("lines_total", "Lines.", "lines", [Label("severity", ("E", "W"))])',
            "critical, warning, info",
        ),
        ('on = Label("severity", ("E", "W")); n = Counter("n_total", "N.", "n", [on])', "critical, warning, info"),
    ],
)
def test_the_severities_are_those_of_the_projects_own_label(project: ProjectMaker, metrics: str, offered: str) -> None:
    alert = ALERT.format(expr=GOOD).replace("critical", "")
    root = project(
        {"alerts/app.py": alert, "metrics/labels.py": f"from glimpse_gitops.authoring import *\n{metrics}\n"}
    )
    (hint,) = [finding.hint for finding in lint(root, []).findings if finding.name == "missing-severity"]
    assert hint == f"give it one of {offered}"
