"""Which rules run: profiles, choices of the call, settings of the project and of paths."""

from __future__ import annotations

import inspect
import sys
from typing import Any

import pytest

from glimpse_gitops.lint.config import LintConfig, config_of
from glimpse_gitops.lint.rule_table import RULES
from glimpse_gitops.lint.selection import MAY_BE_ERRORS, Selection, rules_of, selection_of
from glimpse_gitops.model.finding import Finding, Severity
from glimpse_gitops.model.lint_choices import LintChoices
from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.settings import Settings

from . import sample_project


def config(**section: Any) -> LintConfig:
    """The settings with a section of the linter's, in which nothing is wrong."""
    found = config_of(Settings("a", "b", lint={key.replace("_", "-"): value for key, value in section.items()}))
    assert not found.faults
    return found


def ids(selection: Selection) -> set[str]:
    """The rules that run."""
    return {rule.id for rule in selection.rules}


def told(selection: Selection, rule: str, path: str = "alerts/a.py") -> str:
    """The severity at which a warning of a rule is told; empty where it is not."""
    found = selection.decided(Finding(rule, "", Severity.WARNING, "", Origin(path, 1)))
    return found.severity.word if found else ""


def test_each_profile_has_the_rules_of_those_before_it() -> None:
    assert rules_of("minimal") < rules_of("recommended") < rules_of("strict")
    assert rules_of("strict", online=True) == {rule.id for rule in RULES}


def test_rules_that_need_a_server_run_only_where_one_is_asked() -> None:
    online = {rule.id for rule in RULES if rule.online}
    assert online
    for choices in (LintChoices(), LintChoices(profile="strict"), LintChoices(select=("ALL",))):
        assert not ids(selection_of(LintConfig(), choices)) & online
    assert online <= ids(selection_of(LintConfig(), LintChoices(online=True)))


@pytest.mark.parametrize("word", ["AL201", "missing-for"])
def test_a_rule_is_chosen_and_left_out_by_id_or_name(word: str) -> None:
    assert ids(selection_of(LintConfig(), LintChoices(select=(word,)))) == {"AL201"}
    assert "AL201" not in ids(selection_of(LintConfig(), LintChoices(ignore=(word,))))


def test_a_family_and_all_rules_can_be_named() -> None:
    family = ids(selection_of(LintConfig(), LintChoices(select=("PQ0",))))
    assert family == {rule.id for rule in RULES if rule.id.startswith("PQ0")}
    assert ids(selection_of(LintConfig(), LintChoices(select=("ALL",), ignore=("PQ0",)))) == rules_of("strict") - family


def test_the_call_wins_over_the_settings() -> None:
    given = config(profile="minimal", ignore=["AL201"])
    assert ids(selection_of(given)) == rules_of("minimal")
    assert ids(selection_of(given, LintChoices(profile="strict"))) == rules_of("strict") - {"AL201"}
    assert ids(selection_of(given, LintChoices(select=("AL201",)))) == {"AL201"}, "asked for by its own name"
    assert "AL201" not in ids(selection_of(given, LintChoices(select=("AL",))))


def test_settings_choose_and_add_rules() -> None:
    assert ids(selection_of(config(select=["AL201", "PQ001"]))) == {"AL201", "PQ001"}
    assert ids(selection_of(config(enable=["DB304"]))) == rules_of("recommended") | {"DB304"}


def test_paths_have_settings_of_their_own_and_the_last_one_wins() -> None:
    paths = [
        {"match": ["vendor/**"], "profile": "minimal", "severity": {"PQ001": "info"}},
        {"match": ["vendor/ours"], "enable": ["AL207"], "severity": {"PQ": "error"}},
        {"match": ["alerts/*.py"], "ignore": ["AL204"]},
    ]
    selection = selection_of(config(paths=paths))
    assert told(selection, "AL207") == "warning"
    assert told(selection, "AL207", "vendor/a.yml") == ""
    assert told(selection, "PQ001", "vendor/a.yml") == "info"
    assert told(selection, "AL207", "vendor/ours/a.yml") == "warning"
    assert told(selection, "PQ001", "vendor/ours/a.yml") == "error"
    assert told(selection, "AL204") == ""
    assert told(selection, "AL204", "alerts/deep/a.py") == "warning"


def test_what_the_settings_say_of_a_severity_wins_over_the_rule() -> None:
    selection = selection_of(config(severity={"AL": "info"}, rules={"AL201": {"severity": "error"}, "AL204": {}}))
    assert (told(selection, "AL201"), told(selection, "AL204"), told(selection, "PQ119")) == ("info", "info", "warning")


def test_options_reach_their_rule() -> None:
    expr = "http_requests_active"
    assert not sample_project.in_promql(expr)
    section = {"rules": {"panel-series": {"series": 10}}}
    given = sample_project.project(settings=Settings("a", "b", lint=section))
    panel = {"id": 1, "type": "timeseries", "title": "A", "datasource": {"type": "prometheus", "uid": "$ds"},
             "fieldConfig": {"defaults": {"unit": "short"}}, "targets": [{"refId": "A", "expr": expr}]}  # fmt: skip
    dashboard = {"uid": "a", "title": "A", "panels": [panel]}
    assert [one.rule for one in sample_project.in_dashboard(dashboard, None, given=given)] == ["CD401"]


def test_rules_are_locked_by_the_settings_the_call_and_themselves() -> None:
    selection = selection_of(config(locked=["missing-for"]), LintChoices(locked=("NP5",)))
    assert {"AL201", "NP501", "SP705"} <= selection.locked
    assert "PQ119" not in selection.locked


def test_a_gate_for_errors_runs_what_can_find_some_and_nothing_else() -> None:
    raised = selection_of(
        config(severity={"AL207": "error"}, paths=[{"match": ["x/**"], "severity": {"PQ119": "error"}}])
    )
    usual = ids(selection_of(config()).errors_only())
    assert ids(raised.errors_only()) == usual | {"AL207", "PQ119"}
    assert {"AL207", "PQ119"}.isdisjoint(usual)
    lower = {rule.id for rule in selection_of(config()).rules if rule.severity is not Severity.ERROR}
    assert usual & lower == MAY_BE_ERRORS


def test_every_rule_that_grades_some_of_its_findings_as_errors_is_known_for_that() -> None:
    lower = [rule for rule in RULES if rule.severity is not Severity.ERROR]
    grading = {rule.id for rule in lower if "Severity.ERROR" in inspect.getsource(sys.modules[type(rule).__module__])}
    assert grading == MAY_BE_ERRORS
