"""Rule groups on a Mimir or a Loki."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.errors import (
    FindingsError,
    NotAuthorisedError,
    RefusedError,
    UnreachableError,
    UnsafePlanError,
    UsageError,
)
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.model.ruler_plan import RulerResult
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.ruler import apply_to_ruler, planning_ruler
from tests.ruler.fake_ruler import FakeRuler, running

from .conftest import edit

NOBODY = Connection("", {})


@pytest.fixture
def shop(shop: Path) -> Path:
    """The project, without what lint calls an error."""
    edit(shop, "alerts/shop.py", 'labels={"a": "b"}', 'labels={"severity": "info"}')
    return shop


@pytest.fixture
def mimir() -> Iterator[FakeRuler]:
    with running(FakeRuler()) as ruler:
        yield ruler


def push(root: Path, ruler: FakeRuler, tenant: str = "team", **choices: Any) -> tuple[RulerResult, ...]:
    connection = Connection("", {"RULER_TOKEN": "CANARY-7"})
    with planning_ruler(root, ruler.url, tenant, connection, PlanChoices(**choices)) as planned:
        return apply_to_ruler(planned)


def signs(root: Path, ruler: FakeRuler, tenant: str = "team", **choices: Any) -> dict[str, str]:
    with planning_ruler(root, ruler.url, tenant, NOBODY, PlanChoices(**choices)) as planned:
        return {change.name: change.action.value for change in planned.plan.changes}


def test_groups_are_made_in_the_owners_namespace_and_a_second_push_writes_nothing(shop: Path, mimir: FakeRuler) -> None:
    assert [one.message for one in push(shop, mimir)] == ["", ""]
    assert sorted(mimir.tenants["team"]["shop"]) == ["app", "더 / more"]
    mimir.asked.clear()
    assert push(shop, mimir) == ()
    assert not mimir.writes()


def test_only_the_group_that_changed_is_written(shop: Path, mimir: FakeRuler) -> None:
    push(shop, mimir)
    edit(shop, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    with planning_ruler(shop, mimir.url, "team", NOBODY, PlanChoices()) as planned:
        (change,) = planned.plan.changes
        assert [(field.where, field.before, field.after) for field in change.fields] == [
            ('rule "Down", expr', "up == 0", "up < 1")
        ]
    mimir.asked.clear()
    push(shop, mimir)
    assert mimir.writes() == [("POST", "/prometheus/config/v1/rules/shop")]


def test_the_same_duration_in_another_spelling_is_no_change(shop: Path, mimir: FakeRuler) -> None:
    push(shop, mimir)
    edit(shop, "alerts/shop.py", 'for_="90m"', 'for_="1h30m"')
    assert signs(shop, mimir) == {}


def test_what_left_the_code_stays_until_it_is_pruned_and_other_namespaces_always_stay(
    shop: Path, mimir: FakeRuler
) -> None:
    push(shop, mimir)
    mimir.tenants["team"]["theirs"] = {"x": {"name": "x", "interval": "1m", "rules": []}}
    edit(shop, "alerts/shop.py", "more = ", "_more = ")
    assert signs(shop, mimir) == {}
    assert signs(shop, mimir, prune="delete") == {"더 / more": "-"}
    push(shop, mimir, prune="delete")
    assert sorted(mimir.tenants["team"]["shop"]) == ["app"]
    assert "x" in mimir.tenants["team"]["theirs"]
    assert signs(shop, mimir, prune="delete") == {}


def test_each_tenant_has_its_own_rules(shop: Path, mimir: FakeRuler) -> None:
    push(shop, mimir, "one")
    assert set(signs(shop, mimir, "two").values()) == {"+"}


def test_a_refused_group_is_named_and_the_rest_is_done(shop: Path, mimir: FakeRuler) -> None:
    mimir.refuses = "app"
    messages = {one.change.name: one.message for one in push(shop, mimir)}
    assert 'refuses rule group "app" with 400: invalid rules config' in messages["app"]
    assert messages["더 / more"] == ""
    mimir.refuses = ""
    assert [one.message for one in push(shop, mimir)] == [""]


def test_a_group_that_somebody_changed_since_the_plan_is_not_written(shop: Path, mimir: FakeRuler) -> None:
    push(shop, mimir)
    edit(shop, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    with planning_ruler(shop, mimir.url, "team", NOBODY, PlanChoices()) as planned:
        mimir.tenants["team"]["shop"]["app"]["interval"] = "7m"
        (result,) = apply_to_ruler(planned)
    assert "has changed since the plan was made" in result.message
    assert mimir.tenants["team"]["shop"]["app"]["interval"] == "7m"


def test_deleting_many_rules_at_once_needs_to_be_allowed(shop: Path, mimir: FakeRuler) -> None:
    rules = [{"alert": f"A{i}", "expr": "up"} for i in range(20)]
    mimir.tenants["team"] = {"shop": {"old": {"name": "old", "interval": "1m", "rules": rules}}}
    with pytest.raises(UnsafePlanError, match="20 of 20 rules change or are deleted") as refusal:
        push(shop, mimir, prune="delete")
    assert "--allow many-rules" in refusal.value.hint
    assert not mimir.writes()
    push(shop, mimir, prune="delete", allow=frozenset({"many-rules"}))
    assert "old" not in mimir.tenants["team"]["shop"]


def test_a_loki_gets_the_groups_that_query_loki(shop: Path) -> None:
    edit(
        shop,
        "alerts/shop.py",
        "more = RuleGroup(",
        'from glimpse_gitops.authoring import Loki\nmore = RuleGroup(datasource=Loki(uid="logs"), name=',
    )
    edit(shop, "alerts/shop.py", 'expr="absent(up)"', "expr='sum(rate({app=\"x\"}[5m])) > 1'")
    with running(FakeRuler("Loki")) as loki, running(FakeRuler("Mimir")) as mimir:
        push(shop, loki)
        push(shop, mimir)
        assert sorted(loki.tenants["team"]["shop"]) == ["더 / more"]
        assert sorted(mimir.tenants["team"]["shop"]) == ["app"]
        edit(shop, "alerts/shop.py", "more = ", "_more = ")
        assert [one.message for one in push(shop, loki, prune="delete")] == [""]
        assert not loki.tenants["team"]["shop"]


def test_a_loki_that_reads_its_rules_from_a_folder_is_told_apart(shop: Path) -> None:
    with (
        running(FakeRuler("Loki", reads_folder=True)) as loki,
        pytest.raises(RefusedError, match="unable to") as refusal,
    ):
        signs(shop, loki)
    assert "which its API cannot write" in refusal.value.hint


def test_what_is_no_ruler_is_one_clear_error(shop: Path, mimir: FakeRuler) -> None:
    mimir.needs_token = "another"
    with pytest.raises(NotAuthorisedError, match="does not let us at its rules") as refusal:
        push(shop, mimir)
    assert "RULER_TOKEN" in refusal.value.hint
    assert "CANARY" not in str(refusal.value)
    with pytest.raises(UsageError, match="is no address of a ruler"):
        signs(shop, FakeRuler(url="localhost:9009"))
    with pytest.raises(UnreachableError):
        signs(shop, FakeRuler(url="http://127.0.0.1:9"))
    with running(FakeRuler("Mimir")) as elsewhere:
        elsewhere.url += "/below"
        with pytest.raises(UnreachableError, match="has no ruler that takes rules"):
            signs(shop, elsewhere)


def test_a_tenant_is_asked_for_where_the_ruler_keeps_them_apart(shop: Path, mimir: FakeRuler) -> None:
    mimir.keeps_apart = True
    with pytest.raises(NotAuthorisedError, match="keeps tenants apart, and none is named") as refusal:
        signs(shop, mimir, "")
    assert "--tenant" in refusal.value.hint


@pytest.mark.parametrize("name", ["one|two", "한글", "a/b", "..", "a b", "x" * 151])
def test_what_can_be_no_tenant_is_refused_before_anything_is_sent(shop: Path, mimir: FakeRuler, name: str) -> None:
    with pytest.raises(UsageError, match="is no name of a tenant"):
        signs(shop, mimir, name)
    assert not mimir.asked


def test_what_lint_calls_an_error_is_not_written(shop: Path, mimir: FakeRuler) -> None:
    edit(shop, "alerts/shop.py", 'labels={"severity": "info"}', 'labels={"a": "b"}')
    with pytest.raises(FindingsError, match="nothing was written: lint finds"):
        push(shop, mimir)
    assert not mimir.writes()
    push(shop, mimir, no_lint=True)
    assert mimir.writes()
    assert push(shop, mimir) == ()


def test_an_environment_with_an_owner_of_its_own_has_a_namespace_of_its_own(shop: Path, mimir: FakeRuler) -> None:
    settings = shop / "pyproject.toml"
    there = '[tool.glimpse-gitops.environments.prod]\nurl = "http://localhost:1"\nowner = "shop-prod"\n'
    settings.write_text(settings.read_text() + there)
    with planning_ruler(shop, mimir.url, "team", Connection("", {}, environment="prod"), PlanChoices()) as planned:
        apply_to_ruler(planned)
    assert list(mimir.tenants["team"]) == ["shop-prod"]


def run(shop: Path, ruler: FakeRuler, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "glimpse_gitops", *arguments, "--ruler", ruler.url, "--tenant", "team"]
    return subprocess.run(command, cwd=shop, env={**os.environ}, capture_output=True, text=True, check=False)


def test_the_command_line_plans_applies_and_prunes(shop: Path, mimir: FakeRuler) -> None:
    assert run(shop, mimir, "plan", "--exit-code").returncode == 5
    assert not mimir.writes()
    done = run(shop, mimir, "apply", "--yes")
    assert (done.returncode, "2 done." in done.stdout) == (0, True), done.stderr
    assert "Nothing to do: all 2 rule groups are as the code says." in run(shop, mimir, "plan").stdout
    assert run(shop, mimir, "apply", "--yes", "--quiet").stdout == ""


def test_machines_get_the_plan_and_what_came_of_it_as_json(shop: Path, mimir: FakeRuler) -> None:
    planned = json.loads(run(shop, mimir, "plan", "-o", "json").stdout)
    head = {"url": mimir.url, "engine": "Mimir", "tenant": "team"}
    assert (planned["ruler"], planned["namespace"], planned["empty"]) == (head, "shop", False)
    assert planned["summary"] == {"create": 2, "update": 0, "delete": 0, "unchanged": 0}
    mimir.refuses = "app"
    partly = run(shop, mimir, "apply", "--yes", "-o", "json")
    report = json.loads(partly.stdout)
    assert partly.returncode == 4
    assert (report["ended"], report["summary"]) == ("partly applied", {"done": 1, "failed": 1, "unchanged": 0})
    assert "invalid rules config" in report["changes"][0]["message"]
    mimir.refuses = ""
    assert json.loads(run(shop, mimir, "apply", "--yes", "-o", "json").stdout)["ended"] == "done"
    edit(shop, "alerts/shop.py", 'expr="up == 0"', 'expr="up < 1"')
    (change,) = json.loads(run(shop, mimir, "plan", "-o", "json").stdout)["changes"]
    assert change["fields"] == [{"where": 'rule "Down", expr', "before": "up == 0", "after": "up < 1"}]
    assert json.loads(run(shop, mimir, "apply", "--yes", "-o", "json").stdout)["summary"]["done"] == 1
    assert json.loads(run(shop, mimir, "apply", "-o", "json").stdout)["ended"] == "nothing to do"


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--out", "x.plan"),
        ("plan", "--check-queries"),
        ("plan", "-o", "markdown"),
        ("plan", "--all"),
        ("apply", "--adopt"),
        ("apply", "--prune=quarantine"),
        ("apply", "pyproject.toml"),
    ],
)
def test_what_only_a_grafana_has_is_refused_with_a_ruler(
    shop: Path, mimir: FakeRuler, arguments: tuple[str, ...]
) -> None:
    done = run(shop, mimir, *arguments)
    assert (done.returncode, "is for a Grafana" in done.stderr) == (2, True), done.stderr
    assert not mimir.asked
