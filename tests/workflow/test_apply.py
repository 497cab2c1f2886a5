"""Apply, on every version of the sandbox: it makes Grafana be as the code says, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.errors import MissingSecretError, UnsafePlanError
from glimpse_gitops.model.plan import Action, ApplyResult, Outcome
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

from .conftest import SECRETS, edit, leave_without_owner

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]


def test_everything_is_created_and_then_nothing_is_left_to_do(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    result = apply_to(shop)
    assert {one.outcome for one in result.results} == {Outcome.DONE}
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert len(planned.plan.unchanged) == len(result.results)


def test_a_second_apply_writes_nothing(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    apply_to(shop)
    grafana.requests.clear()
    assert apply_to(shop).writes == 0
    assert not grafana.requests.writes()


def test_a_plan_only_reads(shop: Path, grafana: SandboxServer, plan_for: PlanFor) -> None:
    with plan_for(shop):
        assert {request.method for request in grafana.requests} == {"GET"}


def test_one_changed_expression_is_the_one_thing_shown_and_written(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", "count(up == 0)", "count(up < 1)")
    with plan_for(shop) as planned:
        (change,) = planned.plan.changes
        assert [(field.where, field.before, field.after) for field in change.fields] == [
            ('panel "Down", query A, expr', "count(up == 0)", "count(up < 1)")
        ]
    grafana.requests.clear()
    apply_to(shop)
    written = [request.path for request in grafana.requests.writes()]
    assert len(written) == 5, "the lease, the intent, the dashboard, its confirmation, and the end of the lease"
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_being_the_default_data_source_passes_on_together_with_other_changes(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    edit(shop, "stack/things.py", "above =", 'first = Prometheus(uid="a", name="A", url="http://localhost:1")\nabove =')
    apply_to(shop)
    edit(shop, "stack/things.py", 'localhost:9090", is_default=True', 'localhost:9091"')
    edit(shop, "stack/things.py", 'url="http://localhost:1"', 'url="http://localhost:1", is_default=True')
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_rules_can_change_come_and_go(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'AlertRule("Many"', 'AlertRule("Few"')
    edit(shop, "alerts/shop.py", 'for_="90m"', 'for_="10m"')
    with plan_for(shop) as planned:
        (change,) = planned.plan.changes
        assert [field.where for field in change.fields] == ['rule "Down", for', 'rule "Few"', 'rule "Many"']
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


MOVES = """
from glimpse_gitops.authoring import AlertRule, Folder, RuleGroup
def rule(name):
    return AlertRule(name, expr="up == 0", for_="1m", labels={{"severity": "info"}}, summary="x", uid={uid})
one = RuleGroup("one", rules=[rule(name) for name in "{one}"])
two = RuleGroup("two", rules=[rule(name) for name in "{two}"], folder=Folder("two", "Two") if {apart} else None)
"""


BY_NAME, OF_ITS_OWN = '""', '"rule-" + name'
ONE_WAY = [("A", "BCD"), ("ABC", "D"), ("ABCD", "E")]
SWAPS = [("DB", "AC"), ("CD", "AB")]
"""Of rules with uids of their own: 11.6 refuses two titles that change places between groups of one folder."""


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(
    ("one", "two", "uid"),
    [(*groups, uid) for groups in ONE_WAY for uid in (BY_NAME, OF_ITS_OWN)]
    + [(*groups, OF_ITS_OWN) for groups in SWAPS],
)
def test_rules_go_from_one_group_to_another(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo, one: str, two: str, uid: str, apart: bool
) -> None:
    file = shop / "alerts" / "moves.py"
    file.write_text(MOVES.format(one="AB", two="CD", uid=uid, apart=apart), encoding="utf-8")
    apply_to(shop)
    file.write_text(MOVES.format(one=one, two=two, uid=uid, apart=apart), encoding="utf-8")
    result = apply_to(shop)
    assert [(ended.change.title, ended.message) for ended in result.results if ended.message] == []
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_what_is_there_and_equal_is_adopted_without_being_written(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    leave_without_owner(shop, grafana)
    with plan_for(shop) as planned:
        assert {change.action for change in planned.plan.changes} == {Action.ADOPT}
    grafana.requests.clear()
    apply_to(shop)
    assert all("gitops-other" in request.path + str(request.body) for request in grafana.requests.writes())


def test_what_differs_and_is_not_ours_stops_the_apply_before_the_first_write(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    leave_without_owner(shop, grafana)
    edit(shop, "dashboards/shop.py", "sum(up)", "avg(up)")
    grafana.requests.clear()
    with pytest.raises(UnsafePlanError, match="dashboard Second"):
        apply_to(shop)
    assert not grafana.requests.writes()


def test_adopt_takes_over_what_differs(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    leave_without_owner(shop, grafana)
    edit(shop, "dashboards/shop.py", "sum(up)", "avg(up)")
    apply_to(shop, adopt=True)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_a_policy_tree_that_people_made_is_not_replaced(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    apply_to(shop)
    leave_without_owner(shop, grafana)
    edit(shop, "alerts/routing.py", "x|y", "x|z")
    with pytest.raises(UnsafePlanError, match="notification policy"):
        apply_to(shop)


def test_a_missing_secret_is_named_before_the_first_write(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    with pytest.raises(MissingSecretError, match=r"\$HOOK_TOKEN, \$SLACK_URL"):
        apply_to(shop, secrets={})
    assert not grafana.requests.writes()


def test_a_plan_without_secrets_says_that_they_are_not_checked(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    with plan_for(shop, secrets={}) as planned:
        assert planned.plan.is_empty
        assert "secrets that are not set here are not checked: $HOOK_TOKEN, $SLACK_URL" in planned.plan.warnings


def test_a_plan_that_writes_secrets_says_that_apply_will_need_them(shop: Path, plan_for: PlanFor) -> None:
    with plan_for(shop, secrets={}) as planned:
        assert "apply will need secrets that are not set here: $HOOK_TOKEN, $SLACK_URL" in planned.plan.warnings


def test_a_rotated_secret_is_seen_and_written(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    rotated = {"SLACK_URL": "https://hooks.slack.example/CANARY-3", "HOOK_TOKEN": "CANARY-2"}
    with plan_for(shop, secrets=rotated) as planned:
        assert [(change.title, [field.where for field in change.fields]) for change in planned.plan.changes] == [
            ("chat", ["channel slack, url"])
        ]
    grafana.requests.clear()
    apply_to(shop, secrets=rotated)
    assert any("CANARY-3" in str(request.body) for request in grafana.requests.writes())
    with plan_for(shop, secrets=rotated) as planned:
        assert planned.plan.is_empty


def test_a_secret_in_place_of_what_stood_in_the_clear_is_written(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "alerts/routing.py", 'url="http://127.0.0.1:9/hook"', 'url=env("HOOK_URL")')
    secrets = {**SECRETS, "HOOK_URL": "http://127.0.0.1:9/new"}
    with plan_for(shop, secrets=secrets) as planned:
        (change,) = planned.plan.changes
        assert [field.where for field in change.fields] == ["channel webhook, url"]
    apply_to(shop, secrets=secrets)
    with plan_for(shop, secrets=secrets) as planned:
        assert planned.plan.is_empty


def test_a_rotation_is_seen_after_channels_changed_places(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    edit(shop, "alerts/routing.py", 'ContactPoint("chat", ', 'ContactPoint("chat", Email("b@example.com"), ')
    apply_to(shop)
    edit(shop, "alerts/routing.py", 'Email("b@example.com"), Slack(url=env("SLACK_URL"), recipient="#a"),', "")
    edit(
        shop,
        "alerts/routing.py",
        'credentials=env("HOOK_TOKEN")))',
        'credentials=env("HOOK_TOKEN")), Email("b@example.com"), Slack(url=env("SLACK_URL"), recipient="#a"))',
    )
    apply_to(shop)
    with plan_for(shop, secrets={**SECRETS, "HOOK_TOKEN": "another"}) as planned:
        assert [change.title for change in planned.plan.changes] == ["chat"]


def test_secrets_whose_writing_was_never_confirmed_are_written_again(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    grafana.faults.order(method="PUT", path="gitops-shop", nth=1, times=99, status=400)
    grafana.faults.order(method="POST", path="dashboards/db", nth=4, times=99, status=400)
    assert apply_to(shop).warnings
    grafana.faults.clear()
    with plan_for(shop) as planned:
        assert [change.title for change in planned.plan.changes] == ["chat"]
    apply_to(shop)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty


def test_a_secret_is_nowhere_but_in_the_write_that_needs_it(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor
) -> None:
    with plan_for(shop) as planned:
        assert "CANARY" not in repr(planned)
    assert not any("CANARY" in str(request.body) for request in grafana.requests)


def test_what_left_the_code_stays_in_grafana_and_is_named(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    edit(shop, "dashboards/shop.py", "second = ", "_second = ")
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert ("Second", "ours, and no longer in the code: --prune deletes it") in [
            (left.title, left.why) for left in planned.plan.left_alone
        ]


def test_another_project_with_the_same_owner_is_refused(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    apply_to(shop)
    edit(shop, "pyproject.toml", '"p-1"', '"p-2"')
    with pytest.raises(UnsafePlanError, match="another project"), plan_for(shop):
        pass


def test_what_another_owner_manages_is_refused_even_where_it_is_equal(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "pyproject.toml", '"shop"\nproject', '"other"\nproject')
    grafana.requests.clear()
    with pytest.raises(UnsafePlanError, match='owner "shop" manages it'):
        apply_to(shop, adopt=True)
    assert not grafana.requests.writes()


def test_rules_on_a_data_source_that_is_not_there_are_refused(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    edit(shop, "stack/things.py", "import Folder, Prometheus", "import Datasource, Folder")
    edit(shop, "stack/things.py", "Prometheus(uid=", "Datasource.existing('elsewhere') # (")
    edit(shop, "pyproject.toml", '"prom"', '"elsewhere"')
    with pytest.raises(UnsafePlanError, match='"elsewhere", which this Grafana does not have'):
        apply_to(shop)
    assert not grafana.requests.writes()
