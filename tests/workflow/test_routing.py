"""Plans that send alerts to other contact points, on every version of the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from glimpse_gitops.model.plan import ApplyResult
from glimpse_gitops.report.plan_text import plan_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]

POLICIES = "/api/v1/provisioning/policies"


def test_a_plan_says_which_alerts_another_contact_point_gets(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    edit(shop, "alerts/routing.py", """'severity="critical"', 'b=~"x|y"'""", "'severity=\"critical\"'")
    apply_to(shop)
    edit(shop, "alerts/routing.py", 'severity="critical"', 'severity="warning"')
    with plan_for(shop) as planned:
        text = plan_text(planned.plan)
    assert (
        "Routing:\n"
        "  1 alert falls to the default mail, from chat except during nights: Down\n"
        "  1 alert moves mail → chat except during nights: Many\n"
    ) in text


def test_the_first_apply_and_an_unchanged_plan_move_nothing(shop: Path, plan_for: PlanFor, apply_to: ApplyTo) -> None:
    with plan_for(shop) as planned:
        assert "Routing:" not in plan_text(planned.plan)
    apply_to(shop)
    edit(shop, "alerts/shop.py", 'summary="down"', 'summary="it is down"')
    with plan_for(shop) as planned:
        assert "Routing:" not in plan_text(planned.plan)


def test_the_tree_of_somebody_else_is_read_where_rules_change(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    (shop / "alerts/routing.py").write_text("", encoding="utf-8")
    apply_to(shop)
    with plan_for(shop) as planned:
        api = planned.client.api.alertingprovisioning
        for name in ("mail", "chat"):
            settings = {"addresses": "a@example.org"}
            api.create_contactpoint({"uid": name, "name": name, "type": "email", "settings": settings})
        route = {"receiver": "chat", "object_matchers": [["severity", "=", "critical"]]}
        api.set_notification_policy_tree({"receiver": "mail", "routes": [route]})
    edit(shop, "alerts/shop.py", '"severity": "critical"', '"severity": "calm"')
    with plan_for(shop) as planned:
        assert "1 alert falls to the default mail, from chat: Down" in plan_text(planned.plan)
    grafana.faults.order(path=POLICIES, status=403, body={"message": "no"})
    with plan_for(shop) as planned:
        assert "Routing:" not in plan_text(planned.plan)


def test_a_matcher_that_cannot_be_read_is_said_so(
    shop: Path, grafana: SandboxServer, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    (shop / "alerts/routing.py").write_text("", encoding="utf-8")
    apply_to(shop)
    edit(shop, "alerts/shop.py", '"severity": "critical"', '"severity": "calm"')
    body = {"receiver": "mail", "routes": [{"receiver": "mail", "matchers": ["severity"]}]}
    grafana.faults.order(path=POLICIES, status=200, body=body)
    with plan_for(shop) as planned:
        assert any("where alerts go is not known" in warning for warning in planned.plan.warnings)
