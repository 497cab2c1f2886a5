"""What comes from the cache is what a run without one says: after any edits, of any file, in any order."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from glimpse_gitops.files.kept_findings import NAME
from glimpse_gitops.lint.rules.syntax_error import SyntaxErrors
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.workflow.lint import LintReport, lint

RULE_FILES = (
    "groups:\n- name: g\n  rules:\n  - {alert: Down, expr: up == 0, for: 5m, labels: {severity: critical}}\n",
    "groups:\n- name: g\n  rules:\n  - {alert: Down, expr: up == 0, for: 5m, labels: {severity: critical}}\n"
    "  - {alert: Slow, expr: 'sum(rate(job:x:sum[5m])) > 1', for: 1m}\n",
    "groups:\n- name: r\n  rules:\n  - {record: 'job:x:sum', expr: sum by (job) (x)}\n",
    "groups:\n- name: r\n  rules:\n  - {record: 'job:x:sum', expr: sum by (instance) (x)}\n"
    "  - {record: 'job:y:rate5m', expr: 'sum by (job) (job:x:sum) > job:y:rate5m'}\n",
    "groups:\n- name: s\n  rules:\n  # glimpse: ignore[PQ001] known\n  - {alert: Broken, expr: 'sum(up', for: 5m}\n",
    "groups:\n- name: s\n  rules:\n  # glimpse: ignore[AL214] known\n  - {alert: Down, expr: up == 0, for: 5m}\n",
    "# glimpse: ignore-file[XF, PQ119] all of it\n"
    "groups:\n- name: t\n  rules:\n  - {alert: A, expr: 'x{a=\".*b\"} > 1 # glimpse: ignore[PQ132] so', for: 5m}\n",
    "groups:\n- name: u\n  rules:\n  - {alert: B, expr: 'sum by (gone) (job:x:sum) * on (job) y > 1', for: 5m}\n",
    "groups: [\n",
    "",
)
NOTIFICATIONS = (
    "apiVersion: 1\ncontactPoints:\n- name: team\n  receivers:\n  - {uid: a, type: slack, settings: {token: abc}}\n",
    "apiVersion: 1\ncontactPoints:\n- name: other\n  receivers: []\n",
    "apiVersion: 1\npolicies:\n- receiver: team\n  routes:\n  - {receiver: nobody, matchers: ['a=b']}\n",
    "apiVersion: 1\nmuteTimes:\n- name: night\n  time_intervals: []\n",
    "apiVersion: 1\ndatasources:\n- {name: logs, uid: logs, type: loki}\n",
)
BOARDS = (
    '{"title": "A", "uid": "a", "schemaVersion": 41, "panels": [{"id": 1, "type": "timeseries", "title": "P", '
    '"targets": [{"refId": "A", "expr": "sum(rate(job:x:sum[5m]))", "datasource": {"uid": "logs"}}]}]}',
    '{"title": "A", "uid": "a", "schemaVersion": 41, "panels": []}',
    '{"title": "B", "uid": "b", "schemaVersion": 41, "links": [{"type": "link", "url": "/d/a/x"}], "panels": []}',
    "{",
)
IGNORED = ("", '[[ignore]]\nrules = ["DB302"]\nreason = "so"\n', '[[ignore]]\nrules = ["AL201"]\nfiles = ["a.yml"]\n')
FILES = {
    **dict.fromkeys(("a.yml", "b.yml", "c.yaml", "deep/d.yml"), RULE_FILES),
    **dict.fromkeys(("points.yml", "policies.yml"), NOTIFICATIONS),
    **dict.fromkeys(("one.json", "two.json"), BOARDS),
    ".glimpse.toml": IGNORED,
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(folder: Path, chance: random.Random) -> None:
    """Write, change, move or delete a file."""
    name, texts = chance.choice(list(FILES.items()))
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    if file.exists() and chance.random() < 0.2:
        file.unlink()
    elif file.exists() and chance.random() < 0.3:
        file.write_text("\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    else:
        file.write_text(chance.choice(texts), encoding="utf-8")


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_cache_says_what_a_run_without_one_says(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    profiles = ("", "strict")
    for _ in range(4):
        edit(folder, chance)
    (folder / "a.yml").write_text(RULE_FILES[0], encoding="utf-8")
    for _ in range(12):
        edit(folder, chance)
        paths = [folder] if chance.random() < 0.8 else list(folder.glob("*.y*ml")) or [folder]
        choices = LintChoices(profile=chance.choice(profiles))
        cached, anew = lint(None, paths, choices), lint(None, paths, choices, keep=False)
        assert cached.findings == anew.findings
        assert cached.skipped == anew.skipped


def test_rules_look_only_at_what_has_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    check = SyntaxErrors.check

    def noted(rule: SyntaxErrors, subject: object, context: object) -> object:
        looked.append(subject.home.path)  # type: ignore[attr-defined]
        return check(rule, subject, context)  # type: ignore[arg-type]

    monkeypatch.setattr(SyntaxErrors, "check", noted)
    for name, text in (("a.yml", RULE_FILES[0]), ("b.yml", RULE_FILES[4]), ("r.yml", RULE_FILES[2])):
        (folder / name).write_text(text, encoding="utf-8")
    lint(None, [folder])
    assert set(looked) == {"a.yml", "b.yml", "r.yml"}
    looked.clear()
    (folder / "a.yml").write_text(RULE_FILES[0].replace("5m", "6m"), encoding="utf-8")
    lint(None, [folder])
    assert set(looked) == {"a.yml"}
    looked.clear()
    (folder / "r.yml").write_text(RULE_FILES[3], encoding="utf-8")
    lint(None, [folder])
    assert set(looked) == {"a.yml", "b.yml", "r.yml"}, "what a rule records, all others may read"


def test_a_damaged_store_is_made_anew(folder: Path) -> None:
    (folder / "a.yml").write_text(RULE_FILES[4], encoding="utf-8")
    first = lint(None, [folder]).findings
    store = folder / ".glimpse-gitops" / "lint" / NAME
    for content in (b"no database", b"SQLite format 3\0" + bytes(4096), store.read_bytes()[:1500]):
        for entry in store.parent.glob("*.json"):
            entry.unlink()
        store.write_bytes(content)
        assert lint(None, [folder]).findings == first


def test_a_run_in_which_a_rule_crashed_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise KeyError("oops")

    (folder / "a.yml").write_text(RULE_FILES[4].replace("# glimpse", "# "), encoding="utf-8")

    def ids(report: LintReport) -> set[str]:
        return {one.rule for one in report.findings}

    with monkeypatch.context() as patch:
        patch.setattr(SyntaxErrors, "check", broken)
        assert "SP799" in ids(lint(None, [folder]))
    assert "PQ001" in ids(lint(None, [folder]))


CALLS = """
import sys
from pathlib import Path
from glimpse_gitops.cli.lint import command
code = command.main(["-o", "compact", "."], standalone_mode=False)
print(code, sorted(name for name in sys.modules if ".lint.rules." in name or name == "yaml")[:3])
"""


def test_for_unchanged_files_no_rule_is_imported(folder: Path) -> None:
    (folder / "a.yml").write_text(RULE_FILES[4].replace("# glimpse", "# "), encoding="utf-8")
    outputs = [
        subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=True).stdout
        for _ in range(4)
    ]
    found = [output.rpartition("\n1 ") for output in outputs]
    assert len({findings for findings, _, _ in found}) == 1
    assert found[0][2].strip() != "[]"
    # Somebody who works on the linter meanwhile makes one of the later runs a first one again.
    assert "[]" in [imported.strip() for _, _, imported in found[1:]]
