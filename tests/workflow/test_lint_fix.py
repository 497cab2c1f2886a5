"""`lint --fix` on projects: what is fixed, what is taken back, and that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.workflow import lint_fix
from glimpse_gitops.workflow.lint import LintReport, lint
from glimpse_gitops.workflow.lint_fix import FixReport, fix, with_spellings
from glimpse_gitops.workflow.lint_outcome import LintFilters

from ..conftest import ProjectMaker

ALERTS = """from glimpse_gitops.authoring import AlertRule, RuleGroup

JOB = '{job="a|b"}'  # of two services
app = RuleGroup("app", [
    AlertRule("A", f'sum(up{JOB}) > 1', "5m", {"severity": "warning"}, "job=\\"a|b\\""),
    AlertRule("B", "sum(up{job='x|y',"
              "instance='.*'}) > 1", "5m", {"severity": "warning"}, "b"),
    AlertRule("C", "sum(up{job='p|q'}) > 1", "5m", {"severity": "warning"}, "c",
              lint_ignore={"PQ119": "their name has a bar"}),
])
"""
ONLY = LintChoices(select=("PQ119",))


def fixed(root: Path, *paths: Path, unsafe: bool = False, write: bool = True) -> FixReport:
    """What `--fix` does with the rule that it is about."""
    return fix(root, paths, ONLY, LintFilters(), unsafe=unsafe, write=write)


@pytest.fixture
def root(project: ProjectMaker) -> Path:
    """A project with findings in a constant, in concatenated texts, and one that is suppressed."""
    return project({"alerts/app.py": ALERTS})


def test_texts_and_the_constants_in_them_are_fixed_where_they_stand(root: Path) -> None:
    report = fixed(root)
    assert report.told == ("3 findings fixed", "run `glimpse-gitops build`: files are made from what was changed")
    expected = ALERTS.replace("'{job=", "'{job=~").replace("{job='x", "{job=~'x").replace("instance=", "instance=~")
    assert (root / "alerts" / "app.py").read_text() == expected
    assert lint(root, [], ONLY).findings == ()
    assert fixed(root).told == ("0 findings fixed",)


def test_a_diff_writes_nothing(root: Path) -> None:
    report = fixed(root, write=False)
    assert report.diff.count("\n+") == 4, "three lines and the name of the file"
    assert (root / "alerts" / "app.py").read_text() == ALERTS


def test_line_breaks_and_permissions_stay(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    text = 'groups:\r\n- name: a\r\n  rules:\r\n  - record: a:b\r\n    expr: sum(up{job="a|b"})\r\n'
    file.write_bytes(text.encode())
    file.chmod(0o640)
    fix(None, [file], ONLY, LintFilters(), unsafe=False, write=True)
    assert file.read_bytes().decode() == text.replace("job=", "job=~")
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_makes_the_linter_find_something_new_is_taken_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[LintReport] = []

    def worse(*given: object) -> LintReport:
        """As `lint`, but after the first call every finding is found twice."""
        report = lint(*given)  # type: ignore[arg-type]
        calls.append(report)
        if len(calls) == 2:
            return LintReport(calls[0].findings * 2, report.texts, report.settings, report.choices, report.base)
        return report

    monkeypatch.setattr(lint_fix, "lint", worse)
    report = fixed(root)
    assert report.told[0] == "fixes in app.py were taken back: the linter found something new after them"
    assert report.told[1] == "0 findings fixed"
    assert (root / "alerts" / "app.py").read_text() == ALERTS


def test_fixes_are_told_as_the_file_spells_them(root: Path) -> None:
    report = lint(root, [], ONLY)
    found = with_spellings(report.findings, report.base)
    assert [one.fix.spellings[0].text for one in found if one.fix] == ["=~", "=~", "=~"]
    assert [str(one.fix.spellings[0].origin) for one in found if one.fix] == [
        f"alerts/app.py:{line}" for line in (3, 6, 7)
    ]


DASHBOARD = """{
  "uid": "node", "title": "Node", "editable": true,
  "templating": {"list": [
    {"type": "datasource", "name": "ds", "query": "prometheus"},
    {"type": "query", "name": "job", "query": "label_values(up, job)", "datasource": {"uid": "$ds"}, "refresh": null},
    {"type": "query", "name": "zone", "query": "label_values(up, zone)", "datasource": {"uid": "$ds"}}
  ]},
  "panels": [{"id": 1, "title": "$job $zone", "type": "text", "description": "d"}]
}
"""


def test_values_of_a_dashboard_file_are_put_in_place(tmp_path: Path) -> None:
    file = tmp_path / "node.json"
    for text in (DASHBOARD, f'{{"dashboard": {DASHBOARD}}}\n', DASHBOARD.replace("\n", "\r\n")):
        file.write_bytes(text.encode())
        rules = LintChoices(select=("DB312", "DB323"))
        assert fix(None, [file], rules, LintFilters(), unsafe=False, write=True).told == ("3 findings fixed",)
        expected = text.replace('"editable": true', '"editable": false').replace('"refresh": null', '"refresh": 2')
        zone = '{"type": "query", "name": "zone"'
        assert file.read_bytes().decode() == expected.replace(zone, '{"refresh": 2,' + zone[1:])
