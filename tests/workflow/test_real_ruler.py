"""`apply --ruler` on a real Mimir or Loki, whose address is `RULER`: one that keeps tenants apart."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest

from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.model.ruler_plan import RulerPlan
from glimpse_gitops.ruler.client import RulerAccount, open_ruler
from glimpse_gitops.workflow.connection import Connection
from glimpse_gitops.workflow.ruler import apply_to_ruler, planning_ruler

from .conftest import edit

RULER = os.environ.get("RULER", "")
pytestmark = pytest.mark.skipif(not RULER, reason="RULER names no Mimir and no Loki")
CHOSEN = PlanChoices(prune="delete", no_lint=True)
THEIRS = {"name": "theirs", "interval": "1m", "rules": [{"alert": "A", "expr": "vector(1)"}]}


@pytest.fixture
def tenant() -> str:
    return f"try-{uuid.uuid4()}"


@pytest.fixture
def both(shop: Path) -> Path:
    """The project with its groups for either engine: `vector(1)` is PromQL and LogQL."""
    text = (shop / "alerts" / "shop.py").read_text(encoding="utf-8")
    loki = text.replace("RuleGroup(", "RuleGroup(datasource=logs, name=").replace("app =", "app_logs =")
    loki = loki.replace("more =", "more_logs =").replace("panel=down", "").replace("up == 0", "vector(1)")
    loki = loki.replace("count(up) > 10", "vector(2)").replace("absent(up)", "vector(3)")
    head = (
        'from glimpse_gitops.authoring import Folder, Loki\nlogs = Loki(uid="logs")\nthere = Folder("logs", "Logs")\n'
    )
    loki = loki.replace("datasource=logs", "datasource=logs, folder=there")
    (shop / "alerts" / "logs.py").write_text(head + loki, encoding="utf-8")
    return shop


def push(root: Path, tenant: str) -> tuple[RulerPlan, list[str]]:
    """The plan, carried out, and what went wrong."""
    with planning_ruler(root, RULER, tenant, Connection("", {}), CHOSEN) as planned:
        return planned.plan, [one.message for one in apply_to_ruler(planned)]


def signs(plan: RulerPlan) -> dict[str, str]:
    return {change.name: change.action.value for change in plan.changes}


def test_it_converges_changes_and_prunes_and_leaves_the_others_alone(both: Path, tenant: str) -> None:
    with open_ruler(RULER, RulerAccount(tenant)) as ruler:
        ruler.write("others", THEIRS)
        first, failed = push(both, tenant)
        assert (set(signs(first).values()), len(first.changes), failed) == ({"+"}, 2, ["", ""])
        assert push(both, tenant)[0].is_empty
        for file in ("shop.py", "logs.py"):
            edit(both, f"alerts/{file}", 'for_="90m"', 'for_="2h"')
        assert signs(push(both, tenant)[0]) == {"app": "~"}
        assert push(both, tenant)[0].is_empty
        for file, name in (("shop.py", "more ="), ("logs.py", "more_logs =")):
            edit(both, f"alerts/{file}", name, f"_{name}")
        assert signs(push(both, tenant)[0]) == {"더 / more": "-"}
        assert push(both, tenant)[0].is_empty
        assert list(ruler.groups("shop")) == ["app"]
        assert list(ruler.groups("others")) == ["theirs"]
    elsewhere, _ = push(both, f"{tenant}-2")
    assert set(signs(elsewhere).values()) == {"+"}


def test_what_it_refuses_is_named_and_the_rest_is_written(both: Path, tenant: str) -> None:
    for file in ("shop.py", "logs.py"):
        text = (both / "alerts" / file).read_text(encoding="utf-8")
        text = text.replace('"Many", expr="count(up) > 10"', '"Many", expr="sum("').replace("vector(2)", "sum(")
        (both / "alerts" / file).write_text(text, encoding="utf-8")
    plan, failed = push(both, tenant)
    said = dict(zip((change.name for change in plan.changes), failed, strict=True))
    assert 'refuses rule group "app" with 400' in said["app"]
    assert said["더 / more"] == ""
