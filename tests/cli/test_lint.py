"""`glimpse-gitops lint` on the command line: what counts, where it is told, and the exit code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from glimpse_gitops.cli.main import cli
from glimpse_gitops.errors import ProjectError, SettingsError

from ..conftest import ProjectMaker

RULES = """groups:
  - name: app
    rules:
      - alert: A
        expr: rat(up[5m]) > 0
        for: 5m
        labels: {severity: warning}
        annotations: {summary: a}
      - alert: B
        expr: sum(up{job="a|b"}) > 1
        for: 5m
        labels: {severity: warning}
        annotations: {summary: b}
"""


def run(*arguments: str) -> Result:
    """`lint` with these arguments; errors are raised."""
    return CliRunner().invoke(cli, ["lint", *arguments], standalone_mode=False)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule file with an error (PQ004) and a warning (PQ119), in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rules.yml"
    path.write_text(RULES)
    return path


def rules_in(result: Result) -> list[str]:
    """The rules in a report as JSON."""
    assert result.exception is None, result.exception
    return [one["rule"] for one in json.loads(result.stdout)["findings"]]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--ignore", "PQ004"], 0),
        (["--ignore", "PQ004", "--fail-on", "warning"], 1),
        (["--ignore", "PQ004,regex-in-equality", "--fail-on", "info"], 0),
        (["--select", "PQ119"], 0),
        (["--select", "PQ119", "--fail-on", "info"], 1),
        (["--max-findings", "0"], 1),
    ],
)
def test_the_exit_code_says_whether_something_counts(file: Path, arguments: list[str], code: int) -> None:
    assert run(str(file), *arguments).return_value == code


def test_rules_are_chosen_by_id_name_family_and_profile(file: Path) -> None:
    assert rules_in(run(str(file), "-o", "json")) == ["PQ004", "PQ119"]
    assert rules_in(run(str(file), "-o", "json", "--select", "regex-in-equality,PQ0", "--ignore", "PQ004")) == ["PQ119"]
    assert rules_in(run(str(file), "-o", "json", "--profile", "minimal")) == ["PQ004"]


@pytest.mark.parametrize("word", ["PQ999", "no-such", "pq119"])
def test_a_word_that_names_no_rule_is_refused(file: Path, word: str) -> None:
    refused = run(str(file), "--select", word).exception
    assert isinstance(refused, click.UsageError) and f'"{word}" is no rule' in refused.message


def test_the_worst_are_told_first_when_not_all_are(file: Path) -> None:
    result = run(str(file), "--max-findings", "1")
    assert "PQ004" in result.stdout and "PQ119" not in result.stdout
    assert "1 more are not shown" in result.stdout


def test_reports_go_to_several_files_and_the_terminal(file: Path) -> None:
    result = run(str(file), "--output", "sarif=out/lint.sarif", "-o", "junit=lint.xml", "-o", "compact")
    assert [line.partition(": ")[0] for line in result.stdout.splitlines()] == ["rules.yml:5:15", "rules.yml:10:25"]
    log = json.loads((file.parent / "out" / "lint.sarif").read_text())
    assert [len(one.get("fixes", ())) for one in log["runs"][0]["results"]] == [0, 1]
    assert (file.parent / "lint.xml").read_text().startswith("<?xml")
    assert run(str(file), "-o", "json=a.json").stdout.endswith("1 error, 1 warning in 1 file\n"), (
        "text goes to the terminal"
    )


@pytest.mark.parametrize("given", [["-o", "json", "-o", "text"], ["-o", "xml"], ["--unsafe"], ["--fix", "-"]])
def test_options_that_make_no_sense_are_refused(file: Path, given: list[str]) -> None:
    assert isinstance(run(str(file), *given).exception, click.UsageError)


def test_a_baseline_accepts_what_is_there_and_tells_what_is_gone(file: Path) -> None:
    written = run(str(file), "--write-baseline")
    baseline = file.parent / "lint-baseline.json"
    assert (written.return_value, written.stderr) == (
        0,
        f"2 findings written to {baseline}\nnext: glimpse-gitops lint --baseline {baseline}\n",
    )
    again = run(str(file), "--baseline", "lint-baseline.json")
    assert (again.return_value, again.stdout) == (0, "no findings\n")
    assert "2 more are in the baseline" in again.stderr
    file.write_text("# moved\n\n" + RULES.replace('sum(up{job="a|b"}) > 1', 'sum( up{ job="a|b" } ) > 1'))
    assert run(str(file), "--baseline", "lint-baseline.json").return_value == 0
    file.write_text(RULES.replace("rat(", "rate(").replace("- alert: B", "- alert: C"))
    changed = run(str(file), "--baseline", "lint-baseline.json", "--fail-on", "info")
    assert changed.return_value == 1 and "alert rule C" in changed.stdout
    assert [line for line in changed.stderr.splitlines() if "stale" in line] == [
        "the baseline is stale: PQ004 in alert rule A (group app) (rules.yml) is gone; run --write-baseline again",
        "the baseline is stale: PQ119 in alert rule B (group app) (rules.yml) is gone; run --write-baseline again",
    ]


def test_no_baseline_is_written_where_there_is_nothing_to_accept(file: Path) -> None:
    file.write_text("groups: []\n")
    written = run(str(file), "--write-baseline")
    assert (written.return_value, written.stderr) == (0, "no findings: there is nothing to accept\n")
    assert not (file.parent / "lint-baseline.json").exists()


def test_a_baseline_that_is_not_there_is_an_error(file: Path) -> None:
    assert isinstance(run(str(file), "--baseline", "none.json").exception, SettingsError)


def test_locked_rules_are_told_in_spite_of_comments_and_baseline(file: Path) -> None:
    file.write_text(RULES.replace("sum(up", "sum # glimpse: ignore[PQ119] please\n          (up").replace(
        "expr: sum", "expr: |\n          sum"))  # fmt: skip
    assert rules_in(run(str(file), "-o", "json")) == ["PQ004"]
    run(str(file), "--write-baseline", "--locked", "PQ119")
    locked = run(str(file), "-o", "json", "--locked", "PQ119", "--baseline", "lint-baseline.json", "--select", "PQ119")
    assert rules_in(locked) == ["PQ119"]


def commit(folder: Path) -> None:
    """A repository with everything in one commit."""
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True, cwd=folder)


def test_a_series_that_a_change_takes_away_is_told_where_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    group = "groups:\n- name: a\n  rules:\n  - {record: 'job:up:KIND', expr: KIND by (job) (up)}\n"
    (tmp_path / "recorded.yml").write_text(group.replace("KIND", "sum"))
    (tmp_path / "read.yml").write_text(group.replace("KIND", "max").replace("(up)", "(job:up:sum)"))
    commit(tmp_path)
    assert rules_in(run(".", "-o", "json", "--changed-since", "HEAD")) == []
    (tmp_path / "recorded.yml").write_text(group.replace("KIND", "min"))
    assert rules_in(run(".", "-o", "json", "--changed-since", "HEAD")) == ["XF609"]


def test_only_what_has_changed_since_a_commit_is_told(file: Path) -> None:
    commit(file.parent)
    assert rules_in(run(str(file), "-o", "json", "--changed-since", "HEAD")) == []
    file.write_text(RULES.replace("annotations: {summary: b}", "annotations: {summary: bb}"))
    assert rules_in(run(str(file), "-o", "json", "--changed-since", "HEAD")) == ["PQ119"], "the rule around it changed"


def test_diff_shows_what_fix_then_does_and_a_second_fix_has_nothing_to_do(file: Path) -> None:
    shown = run(str(file), "--diff")
    assert (shown.return_value, file.read_text()) == (1, RULES)
    assert '+        expr: sum(up{job=~"a|b"}) > 1\n' in shown.stdout
    fixed = run(str(file), "--fix")
    assert fixed.return_value == 1, "the error is left"
    assert "1 finding fixed\n" in fixed.stderr
    assert file.read_text() == RULES.replace('job="a', 'job=~"a')
    assert "0 findings fixed\n" in run(str(file), "--fix").stderr
    again = run(str(file), "--diff")
    assert again.stdout == ""
    assert "no finding has a fix to make here" in again.stderr


def test_programs_are_told_as_a_finding_that_nothing_could_be_loaded(
    file: Path, project: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"alerts/app.py": "import nothing_of_this_name\n"})  # type: ignore[operator]
    monkeypatch.chdir(root)
    result = run("-o", "json", "--output", "sarif=out.sarif")
    assert isinstance(result.exception, ProjectError)
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["severity"], finding["path"]) == ("SP798", "error", "alerts/app.py")
    assert json.loads((root / "out.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "SP798"
    assert run().stdout == "", "people read the error itself"


def test_a_wrong_setting_is_a_finding_with_its_line(project: object, monkeypatch: pytest.MonkeyPatch) -> None:
    section = '[tool.glimpse-gitops]\nowner = "a"\nproject = "p"\n[tool.glimpse-gitops.lint]\nprofil = "strict"\n'
    root = project({"pyproject.toml": section})  # type: ignore[operator]
    monkeypatch.chdir(root)
    result = run("-o", "compact")
    assert (result.return_value, result.stdout) == (
        1,
        'pyproject.toml:5:1: error SP705 invalid-config: unknown key "profil"\n',
    )


def test_standard_input_is_linted_as_a_file(file: Path) -> None:
    result = CliRunner().invoke(cli, ["lint", "-", "-o", "json"], input=RULES, standalone_mode=False)
    assert rules_in(result) == ["PQ004", "PQ119"]


def test_verbose_tells_what_could_not_be_checked_and_else_nobody_does(file: Path) -> None:
    file.write_text(RULES.replace("up[5m]", "foo_bar[5m]").replace("rat(", "rate("))
    told = run(str(file), "--verbose", "-o", "text", "-o", "json=a.json")
    assert "not checked: no type for foo_bar (PQ101, PQ103)\n" in told.stdout
    listed = json.loads(Path("a.json").read_text())["summary"]["not_checked"]
    assert {"metric": "foo_bar", "reason": "nothing declares foo_bar", "rules": ["XF601"]} in listed
    assert "not checked" not in run(str(file), "-o", "text").stdout
    assert "not_checked" not in json.loads(run(str(file), "-o", "json").stdout)["summary"]


def test_files_outside_of_the_project_are_held_against_it_only_where_it_is_named(
    project: ProjectMaker, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(
        {"metrics/m.py": 'from glimpse_gitops.authoring import *\nc = Catalogue([Counter("n_total", "N.", "n")])\n'}
    )
    rules = "groups: [{name: g, rules: [{record: 'a:n:rate5m', expr: 'rate(n_total{other=\"x\"}[5m])'}]}]\n"
    outside, inside = tmp_path_factory.mktemp("outside") / "rules.yml", root / "rules.yml"
    for path in (outside, inside):
        path.write_text(rules)
    monkeypatch.chdir(root)
    assert rules_in(run(str(outside), "-o", "json")) == []
    assert rules_in(run(str(inside), "-o", "json")) == ["PQ116"]
    assert rules_in(run(str(outside), "-o", "json", "-C", str(root))) == ["PQ116"]


def test_half_of_a_character_in_a_name_breaks_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    forms = ["text", "compact", "json", "sarif", "github", "gitlab", "junit", "markdown"]
    Path("a.json").write_text(
        r'{"title": "\ud800", "schemaVersion": 41, "panels": [{"type": "stat", "title": "\udfff"}]}'
    )
    result = run("a.json", "--no-cache", "--profile", "strict", *(f"--output={form}=o.{form}" for form in forms))
    assert result.exception is None
    told = {form: Path(f"o.{form}").read_text(encoding="utf-8") for form in forms}
    assert all("\ufffd" in told[form] for form in ("text", "json", "sarif", "github", "junit", "markdown"))
