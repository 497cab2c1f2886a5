"""Secrets and provenance of what is written: sent again where asked for, and no surprise half-way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from glimpse_gitops.errors import MissingSecretError, UnsafePlanError
from glimpse_gitops.model.plan import ApplyResult
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

from .conftest import SECRETS, edit, leave_without_owner

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]


def test_secrets_are_sent_again_where_asked_for(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    apply_to(shop)
    grafana.requests.clear()
    result = apply_to(shop, resend_secrets=True)
    assert [one.change.title for one in result.results] == ["chat"]
    written = str([request.body for request in grafana.requests.writes()])
    assert "CANARY-1" in written and "CANARY-2" in written


def test_a_secret_that_is_to_be_sent_again_and_is_missing_is_named(shop: Path, apply_to: ApplyTo) -> None:
    apply_to(shop)
    with pytest.raises(MissingSecretError, match=r"\$HOOK_TOKEN, \$SLACK_URL"):
        apply_to(shop, secrets={}, resend_secrets=True)


def test_an_adopted_object_whose_secrets_nobody_knows_is_named_until_they_are_sent(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    leave_without_owner(shop, grafana)
    apply_to(shop)
    with plan_for(shop) as planned:
        (warning,) = [one for one in planned.plan.warnings if "--resend-secrets" in one]
        assert "contact point chat" in warning
    apply_to(shop, resend_secrets=True)
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        assert not [one for one in planned.plan.warnings if "--resend-secrets" in one]


def test_a_secret_can_come_from_a_program(shop: Path, grafana: SandboxServer, apply_to: ApplyTo) -> None:
    edit(shop, "alerts/routing.py", 'env("HOOK_TOKEN")', 'command("printf CANARY-7")')
    edit(shop, "alerts/routing.py", "Webhook, env)", "Webhook, command, env)")
    apply_to(shop, secrets={"SLACK_URL": SECRETS["SLACK_URL"]})
    assert "CANARY-7" in str([request.body for request in grafana.requests.writes()])


def test_a_program_that_tells_nothing_is_named_and_what_it_complains_of_is_not_shown(
    shop: Path, grafana: SandboxServer, apply_to: ApplyTo
) -> None:
    edit(shop, "alerts/routing.py", 'env("HOOK_TOKEN")', 'command("ls /CANARY-not-there")')
    edit(shop, "alerts/routing.py", "Webhook, env)", "Webhook, command, env)")
    with pytest.raises(MissingSecretError, match="command ls /CANARY-not-there must be set") as error:
        apply_to(shop, secrets={"SLACK_URL": SECRETS["SLACK_URL"]})
    assert "No such file" not in str(error.value)
    assert error.value.hint == "see that the command prints the secret"
    assert not grafana.requests.writes()


def test_of_a_missing_secret_the_next_step_is_where_the_code_says_that_it_is(shop: Path, apply_to: ApplyTo) -> None:
    edit(shop, "alerts/routing.py", 'env("HOOK_TOKEN")', 'secret_file("secrets/hook")')
    edit(shop, "alerts/routing.py", "Webhook, env)", "Webhook, env, secret_file)")
    with pytest.raises(MissingSecretError, match="file secrets/hook must be set") as error:
        apply_to(shop, secrets={"SLACK_URL": SECRETS["SLACK_URL"]})
    assert error.value.hint == "write the secret into its file, whose path counts from the project"


@pytest.mark.parametrize("value", ["…", "https://hooks.slack.example/…"])
def test_a_secret_that_cannot_be_one_is_refused_before_the_first_write_and_not_shown(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo, value: str
) -> None:
    secrets = {**SECRETS, "SLACK_URL": value}
    with plan_for(shop, secrets=secrets) as planned:
        assert [one for one in planned.plan.warnings if "apply will refuse" in one and "$SLACK_URL" in one]
    with pytest.raises(MissingSecretError, match=r"nothing was written: [^$]*\$SLACK_URL") as error:
        apply_to(shop, secrets=secrets)
    assert value not in error.value.message + error.value.hint
    assert "environment" in error.value.hint
    assert not grafana.requests.writes()


def test_a_secret_that_hardly_is_one_is_told_written_and_not_shown(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    secrets = {**SECRETS, "SLACK_URL": "hallo-CANARY"}
    with plan_for(shop, secrets=secrets) as planned:
        (told,) = [one for one in planned.plan.warnings if "look at a secret again: $SLACK_URL" in one]
    assert "CANARY" not in told
    assert apply_to(shop, secrets=secrets).writes


def test_what_cannot_be_made_editable_is_said_before_the_first_write(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "pyproject.toml", "datasource =", 'provenance = "editable"\ndatasource =')
    edit(shop, "alerts/routing.py", 'recipient="#a"', 'recipient="#b"')
    with plan_for(shop) as planned:
        assert "contact point chat" in planned.plan.problems[0]
    grafana.requests.clear()
    with pytest.raises(UnsafePlanError, match="does not make editable what was written as locked: contact point chat"):
        apply_to(shop, allow=frozenset({"contact-point:chat"}))
    assert not grafana.requests.writes()


def test_what_becomes_locked_is_said_in_the_plan(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    edit(shop, "pyproject.toml", "datasource =", 'provenance = "editable"\ndatasource =')
    apply_to(shop)
    edit(shop, "pyproject.toml", 'provenance = "editable"\n', "")
    edit(shop, "alerts/shop.py", 'for_="90m"', 'for_="10m"')
    with plan_for(shop) as planned:
        assert [one for one in planned.plan.warnings if "provenance" in one] == [
            'provenance is "locked": rule group shop/app can be edited in Grafana\'s UI no more'
        ]


def test_a_setting_that_came_too_late_to_unlock_is_said_in_the_plan(
    shop: Path, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    apply_to(shop)
    edit(shop, "pyproject.toml", "datasource =", 'provenance = "editable"\ndatasource =')
    with plan_for(shop) as planned:
        assert planned.plan.is_empty
        (said,) = planned.plan.warnings
    assert said.startswith('provenance is "editable", and 7 objects that were written as locked stay locked:')
    edit(shop, "alerts/shop.py", 'for_="90m"', 'for_="10m"')
    apply_to(shop)
    with plan_for(shop) as planned:
        assert "6 objects" in planned.plan.warnings[0]
