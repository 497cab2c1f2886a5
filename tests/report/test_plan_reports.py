"""Plans as JSON and as Markdown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.model.brake import Brake
from glimpse_gitops.model.plan import Action, Change, FieldChange, LeftAlone, Plan
from glimpse_gitops.model.plan_head import PlanHead
from glimpse_gitops.model.resource import ResourceId, ResourceKind
from glimpse_gitops.model.routing_move import Routing, RoutingMove
from glimpse_gitops.model.rule_impact import Fate, Instances, RuleEdit, RuleImpact
from glimpse_gitops.report.plan_json import plan_data, plan_json
from glimpse_gitops.report.plan_markdown import plan_markdown
from glimpse_gitops.report.plan_text import plan_text
from tests.plan.specs import dashboard, rule_group

HEAD = PlanHead("http://localhost:3003", "12.4.0", 1, "Main Org.", "shop", "p-1", "")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "plan.schema.json").read_text(encoding="utf-8"))


def a_plan(*fields: FieldChange, title: str = "Shop") -> Plan:
    board, group = dashboard("shop", title), rule_group()
    return Plan(
        (
            Change(Action.UPDATE, board.id, title, board, board, fields),
            Change(Action.DELETE, group.id, "app", group, None),
        ),
        (ResourceId(ResourceKind.FOLDER, "glimpse"),),
        (LeftAlone(ResourceId(ResourceKind.DASHBOARD, "theirs"), "Theirs", "not ours"),),
        brakes=(Brake("policy-root", "the root changes"),),
        impacts=(RuleImpact(RuleEdit(group.id, "down", "Down", Fate.ENDS, "the rule is removed"), Instances(2, 1)),),
        routing=Routing(
            (RoutingMove("Down", ("mail",), ("chat",), False, ({"severity": "critical"},)),), {"Up": "why"}
        ),
        warnings=("a warning",),
    )


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What the schema's own words (type, const, enum, required, properties, items) find wrong."""
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "number": (int, float),
    }
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{where} is not {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is {value!r}")
    named = schema.get("type", [])
    types = [named] if isinstance(named, str) else named
    if types and not any(value is None if one == "null" else isinstance(value, kinds[one]) for one in types):
        return [*found, f"{where} is no {types}"]
    if isinstance(value, dict):
        found += [f"{where} lacks {key}" for key in schema.get("required", ()) if key not in value]
        known = schema.get("properties", value)
        found += [f"{where} has an undocumented key {key}" for key in value if key not in known]
        for key, inner in schema.get("properties", {}).items():
            found += faults(value[key], inner, f"{where}.{key}") if key in value else []
    if isinstance(value, list):
        for position, item in enumerate(value):
            found += faults(item, schema.get("items", {}), f"{where}[{position}]")
    return found


def test_the_name_of_a_brake_can_be_pasted_into_a_shell() -> None:
    plan = replace(a_plan(), brakes=(Brake("contact-point:on call", "it changes"),))
    assert "--allow 'contact-point:on call')" in plan_text(plan)
    assert "`--allow 'contact-point:on call'`" in plan_markdown(plan, HEAD)


def test_the_json_of_a_plan_is_as_its_schema_says() -> None:
    data = json.loads(plan_json(a_plan(FieldChange("title", "Old", "Shop")), HEAD))
    assert faults(data, SCHEMA) == []
    assert data["summary"] == {"create": 0, "update": 1, "delete": 1, "adopt": 0, "refuse": 0, "unchanged": 1}
    assert data["changes"][0]["fields"] == [{"where": "title", "before": "Old", "after": "Shop", "cause": "code"}]


def test_the_schema_finds_what_is_not_documented() -> None:
    data = {**plan_data(a_plan(), HEAD), "surprise": 1}
    del data["owner"]
    assert faults(data, SCHEMA) == ["$ lacks owner", "$ has an undocumented key surprise"]


def test_markdown_names_what_matters_first() -> None:
    text = plan_markdown(a_plan(FieldChange('panel "Up", query A, expr', "up", "up > 1")), HEAD)
    lines = text.splitlines()
    assert lines[0] == "### Plan for http://localhost:3003 (Grafana 12.4.0, owner shop)"
    assert "1 to change, 1 to delete; 1 unchanged." in lines[2]
    assert lines.index("* **Stopped without** `--allow policy-root`**:** the root changes") < lines.index("```diff")
    assert '@@ panel "Up", query A, expr @@\n- up\n+ up > 1\n' in text
    assert "* delete rule group app" in lines


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<script>", "&lt;script&gt;"),
        ("@everyone", "&#64;everyone"),
        ("a|b *c* `d`", "a\\|b \\*c\\* \\`d\\`"),
        ("#12", "&#35;12"),
    ],
)
def test_markdown_shows_titles_as_they_are(title: str, shown: str) -> None:
    assert shown in plan_markdown(a_plan(FieldChange("title", "a", "b"), title=title), HEAD)


def test_backticks_in_a_query_do_not_end_its_block() -> None:
    text = plan_markdown(a_plan(FieldChange("expr", "a", "label_replace(up, `a`, ```b```)")), HEAD)
    fences = [line for line in text.splitlines() if re.fullmatch("`+(diff)?", line)]
    assert fences == ["````diff", "````"]
