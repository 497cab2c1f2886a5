"""Adopt --drift: the author's own lines follow what was changed in Grafana, and nothing else moves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from glimpse_gitops.model.adoption import NewModules, Revised
from glimpse_gitops.model.plan import ApplyResult
from glimpse_gitops.report.adoption_text import adoption_text
from glimpse_gitops.sandbox import SandboxServer
from glimpse_gitops.workflow.adopt_drift import revised, write_revised
from glimpse_gitops.workflow.adoptable import Wanted
from glimpse_gitops.workflow.plan import Planned

from .conftest import edit
from .made_by_hand import People

PlanFor = Callable[..., AbstractContextManager[Planned]]
ApplyTo = Callable[..., ApplyResult]
Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def people(grafana: SandboxServer) -> People:
    return People(grafana.url, grafana.login, grafana.password)


@pytest.fixture
def applied(shop: Path, apply_to: ApplyTo) -> Path:
    """The project, applied so that people can edit what it made."""
    edit(shop, "pyproject.toml", 'datasource = "prom"', 'datasource = "prom"\nprovenance = "editable"')
    apply_to(shop)
    return shop


def follow(plan_for: PlanFor, root: Path) -> Revised:
    with plan_for(root) as planned:
        found = revised(planned, Wanted(drift=True))
    write_revised(found, root)
    return found


def change_rule(people: People, group: str, title: str, change: Change) -> None:
    body = people.rules("shop", group)
    change(next(rule for rule in body["rules"] if rule["title"] == title))
    people.put_rules("shop", group, body["rules"], body["interval"])


RULE_CHANGES: dict[str, tuple[Change, str, str]] = {
    "an expression": (
        lambda rule: rule["data"][0]["model"].update(expr="up == 1"),
        'AlertRule("Down", expr="up == 0", for_="90m"',
        'AlertRule("Down", expr="up == 1", for_="90m"',
    ),
    "a duration": (lambda rule: rule.update({"for": "2h"}), 'for_="90m"', 'for_="2h"'),
    "a label": (
        lambda rule: rule["labels"].update(severity="warning"),
        '{"severity": "critical"}',
        '{"severity": "warning"}',
    ),
    "a new label": (
        lambda rule: rule["labels"].update(team='a "b"'),
        '{"severity": "critical"}',
        """{"severity": "critical", "team": 'a "b"'}""",
    ),
    "an annotation": (lambda rule: rule["annotations"].update(summary="Gone"), 'summary="down"', 'summary="Gone"'),
    "a new annotation": (
        lambda rule: rule["annotations"].update(description="{{ $values.A.Value }} left"),
        'summary="down", panel=down)',
        'summary="down", panel=down, description="{{ $value }} left")',
    ),
    "a text that is gone": (lambda rule: rule["annotations"].pop("summary"), 'summary="down", ', ""),
    "a state": (
        lambda rule: rule.update(noDataState="Alerting"),
        "panel=down)",
        'panel=down, no_data_state="Alerting")',
    ),
}


@pytest.mark.parametrize("what", RULE_CHANGES)
def test_a_rule_is_followed_in_the_very_literal(what: str, applied: Path, people: People, plan_for: PlanFor) -> None:
    change, old, new = RULE_CHANGES[what]
    before = (applied / "alerts/shop.py").read_text()
    change_rule(people, "app", "Down", change)
    found = follow(plan_for, applied)
    assert not found.regenerated
    assert (applied / "alerts/shop.py").read_text() == before.replace(old, new, 1)
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_a_rule_that_people_added_is_added_to_the_list_with_what_it_needs(
    applied: Path, people: People, plan_for: PlanFor
) -> None:
    body = people.rules("shop", "app")
    added = {**body["rules"][0], "uid": "by-hand", "title": "By hand", "notification_settings": {"receiver": "chat"}}
    added["annotations"] = {}
    people.put_rules("shop", "app", [*body["rules"], added])
    assert not follow(plan_for, applied).regenerated
    source = (applied / "alerts/shop.py").read_text()
    assert "from alerts.routing import chat\n" in source
    assert "from glimpse_gitops.authoring import AlertRule, NotificationSettings, RuleGroup\n" in source
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_a_rule_that_people_deleted_goes(applied: Path, people: People, plan_for: PlanFor) -> None:
    body = people.rules("shop", "app")
    people.put_rules("shop", "app", body["rules"][:1])
    assert not follow(plan_for, applied).regenerated
    assert '"Many"' not in (applied / "alerts/shop.py").read_text()
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_every_kind_of_routing_is_followed(applied: Path, people: People, plan_for: PlanFor) -> None:
    tree = people.send("GET", "/v1/provisioning/policies")
    tree["repeat_interval"] = "12h"
    tree["routes"][0]["group_wait"] = "10s"
    tree["routes"].append({"receiver": "mail", "object_matchers": [["team", "=", "x"]]})
    people.send("PUT", "/v1/provisioning/policies", tree)
    (chat,) = [one for one in people.send("GET", "/v1/provisioning/contact-points") if one["type"] == "slack"]
    chat["settings"]["recipient"] = "#ops"
    people.send("PUT", f"/v1/provisioning/contact-points/{chat['uid']}", chat)
    people.send("PUT", "/v1/provisioning/templates/shop", {"template": '{{ define "shop.title" }}Laden{{ end }}'})
    times = [{"location": "Asia/Seoul", "times": [{"start_time": "01:00", "end_time": "02:00"}]}]
    people.send("PUT", "/v1/provisioning/mute-timings/nights", {"name": "nights", "time_intervals": times})
    assert not follow(plan_for, applied).regenerated
    source = (applied / "alerts/routing.py").read_text()
    assert 'Slack(url=env("SLACK_URL"), recipient="#ops")' in source
    assert "}}Laden{{" in source
    assert 'nights = MuteTiming("nights", ("01:00", "02:00"), "Asia/Seoul")' in source
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_folders_and_data_sources_are_followed(applied: Path, people: People, plan_for: PlanFor) -> None:
    people.send("PUT", "/folders/shop", {"title": "Laden", "overwrite": True})
    source = people.send("GET", "/datasources/uid/prom")
    people.send("PUT", "/datasources/uid/prom", {**source, "url": "http://localhost:9999"})
    assert not follow(plan_for, applied).regenerated
    text = (applied / "stack/things.py").read_text()
    assert 'Folder("shop", "Laden", parent=above)' in text
    assert 'url="http://localhost:9999"' in text


def test_a_dashboard_that_is_kept_as_json_is_followed(
    applied: Path, people: People, plan_for: PlanFor, apply_to: ApplyTo
) -> None:
    (applied / "dashboards/kept.py").write_text(
        "from glimpse_gitops.authoring import JsonDashboard\nfrom stack.things import shop\n"
        'kept = JsonDashboard("plain.json", folder=shop)\n'
    )
    (applied / "dashboards/plain.json").write_text('{"uid": "plain", "title": "Plain", "panels": []}')
    apply_to(applied)
    content = people.send("GET", "/dashboards/uid/plain")["dashboard"]
    people.send("POST", "/dashboards/db", {"dashboard": {**content, "tags": ["x"]}, "folderUid": "shop"})
    found = follow(plan_for, applied)
    assert [change.path for change in found.changes] == ["dashboards/plain.json"]
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_texts_of_a_dashboard_in_python_are_followed(applied: Path, people: People, plan_for: PlanFor) -> None:
    content = people.send("GET", "/dashboards/uid/shop-1")["dashboard"]
    content["panels"][1]["targets"][0]["expr"] = "count(up < 1)"
    people.send("POST", "/dashboards/db", {"dashboard": content, "folderUid": "shop"})
    assert not follow(plan_for, applied).regenerated
    assert 'prometheus.query("count(up < 1)", "down")' in (applied / "dashboards/shop.py").read_text()
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_other_changes_of_a_dashboard_in_python_are_left_to_people(
    applied: Path, people: People, plan_for: PlanFor
) -> None:
    content = people.send("GET", "/dashboards/uid/shop-1")["dashboard"]
    content["panels"][1]["fieldConfig"]["defaults"]["unit"] = "percent"
    people.send("POST", "/dashboards/db", {"dashboard": content, "folderUid": "shop"})
    (left,) = follow(plan_for, applied).regenerated
    assert str(left.origin) == "dashboards/shop.py:6"


def test_what_is_computed_is_shown_as_it_would_have_to_be(applied: Path, people: People, plan_for: PlanFor) -> None:
    before = edit_and_read(applied, 'expr="up == 0"', 'expr=f"up == {0}"')
    change_rule(people, "app", "Down", RULE_CHANGES["an expression"][0])
    found = follow(plan_for, applied)
    assert not found.changes
    (left,) = found.regenerated
    assert str(left.origin) == "alerts/shop.py:4"
    assert "computes it" in left.why
    assert 'expr="up == 1"' in left.source
    assert (applied / "alerts/shop.py").read_text() == before


def test_recording_rules_stay_in_a_group_that_is_shown_as_it_would_have_to_be(
    applied: Path, people: People, plan_for: PlanFor
) -> None:
    edit(applied, "alerts/shop.py", "import AlertRule,", "import AlertRule, RecordingRule,")
    edit_and_read(applied, '    AlertRule("Many"', '    RecordingRule("up:sum", expr="sum(up)"),\n    AlertRule("Many"')
    edit_and_read(applied, 'expr="up == 0"', 'expr=f"up == {0}"')
    change_rule(people, "app", "Down", RULE_CHANGES["an expression"][0])
    (left,) = follow(plan_for, applied).regenerated
    places = [left.source.index(text) for text in ('"Down"', 'RecordingRule("up:sum"', '"Many"')]
    assert places == sorted(places)


def edit_and_read(root: Path, old: str, new: str) -> str:
    edit(root, "alerts/shop.py", old, new)
    return (root / "alerts/shop.py").read_text()


def test_a_change_of_the_code_alone_is_no_drift(applied: Path, plan_for: PlanFor) -> None:
    edit(applied, "alerts/shop.py", "90m", "95m")
    assert follow(plan_for, applied) == Revised()


def test_what_the_code_changed_as_well_is_left_to_people(applied: Path, people: People, plan_for: PlanFor) -> None:
    edit(applied, "alerts/shop.py", "90m", "95m")
    change_rule(people, "app", "Down", RULE_CHANGES["an expression"][0])
    (left,) = follow(plan_for, applied).regenerated
    assert left.why.startswith('the code was changed as well: rule "Down"')


def test_of_what_both_changed_it_is_told_what_each_of_them_says(
    applied: Path, people: People, plan_for: PlanFor
) -> None:
    edit(applied, "alerts/shop.py", "90m", "95m")
    change_rule(people, "app", "Down", lambda rule: rule.update({"for": "2h"}))
    (left,) = follow(plan_for, applied).regenerated
    assert [(field.where, field.before, field.after) for field in left.fields] == [('rule "Down", for', "1h35m", "2h")]
    assert not left.source


def test_a_change_of_the_code_elsewhere_in_the_object_stays(applied: Path, people: People, plan_for: PlanFor) -> None:
    edit(applied, "alerts/shop.py", '"90m"', '"95m"')
    change_rule(people, "app", "Many", lambda rule: rule["annotations"].update(summary="too many"))
    assert not follow(plan_for, applied).regenerated
    source = (applied / "alerts/shop.py").read_text()
    assert '"95m"' in source
    assert 'summary="too many"' in source


def test_routes_go_to_other_contact_points_come_first_and_go(applied: Path, people: People, plan_for: PlanFor) -> None:
    tree = people.send("GET", "/v1/provisioning/policies")
    tree["routes"][0]["receiver"] = "mail"
    tree["routes"].insert(0, {"receiver": "chat", "object_matchers": [["team", "=", "x"]]})
    tree["group_by"] = ["..."]
    people.send("PUT", "/v1/provisioning/policies", tree)
    assert not follow(plan_for, applied).regenerated
    source = (applied / "alerts/routing.py").read_text()
    assert "routes=[Route(chat, ['team=\"x\"']), Route(mail, ['severity=\"critical\"', 'b=~\"x|y\"']," in source
    assert 'chat = ContactPoint("chat", Slack(' in source
    with plan_for(applied) as planned:
        assert planned.plan.is_empty


def test_what_is_left_to_people_is_told_part_by_part(applied: Path, people: People, plan_for: PlanFor) -> None:
    edit(applied, "alerts/routing.py", "routes=[Route(", "routes=[*(), Route(")
    tree = people.send("GET", "/v1/provisioning/policies")
    tree["routes"][0]["repeat_interval"] = "2h"
    people.send("PUT", "/v1/provisioning/policies", tree)
    found = follow(plan_for, applied)
    (left,) = found.regenerated
    assert left.why.endswith("computes its list, and a Route of it was changed")
    text = adoption_text(NewModules(), found, written=False)
    assert text.startswith("notification policy (alerts/routing.py:")
    assert '    route b=~"x|y" severity="critical" → chat, repeat_interval: added 2h\n' in text
