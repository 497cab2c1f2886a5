"""A whole project, compiled."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.authoring import Dashboard, Row, TimeSeries
from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource, Loki, Prometheus
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.integrations import Email
from glimpse_gitops.model.policy import NotificationPolicy
from glimpse_gitops.model.project import Project
from glimpse_gitops.model.resource import ResourceKind
from glimpse_gitops.model.rule_group import AlertRule, RecordingRule, RuleGroup
from glimpse_gitops.model.settings import Settings

from ..definitions import defined, project_of

BARE = Settings(owner="shop", project="p-1")
DOWN = AlertRule("Down", "up == 0")
REQUESTS, HIDDEN = TimeSeries(title="Requests"), TimeSeries(title="Hidden")


def with_dashboard(*rules: AlertRule) -> Project:
    """A project of one dashboard, with a row that is folded up, and one group."""
    overview = Dashboard(
        uid="overview",
        title="Overview",
        rows=[Row("Open", [REQUESTS]), Row("Folded", [HIDDEN], collapsed=True)],
    )
    group = RuleGroup("app", rules, folder=Folder("f", "F"), datasource=Datasource.existing("p"))
    return Project(
        BARE, dashboards=(defined(overview, path="dashboards/overview.py"),), rule_groups=(defined(group, 5),)
    )


def only_rule(project: Project) -> dict[str, Any]:
    (group,) = compile_project(project, GRAFANA_12).bundle.of_kind(ResourceKind.RULE_GROUP)
    (rule,) = group.spec["rules"]
    return dict(rule)


def panel_ids(project: Project) -> dict[str, int]:
    """Title → id of every panel of the dashboard, those in rows that are folded up included."""
    (board,) = compile_project(project, GRAFANA_12).bundle.of_kind(ResourceKind.DASHBOARD)
    panels = board.spec["dashboard"]["panels"]
    return {one["title"]: one["id"] for panel in panels for one in (panel, *panel.get("panels", []))}


@pytest.mark.parametrize(
    ("panel", "title"),
    [
        (REQUESTS, "Requests"),
        (HIDDEN, "Hidden"),
        ("overview/Requests", "Requests"),
        ("overview/Hidden", "Hidden"),
    ],
)
def test_a_rule_finds_its_panel_by_the_object_or_by_its_title(panel: Any, title: str) -> None:
    project = with_dashboard(AlertRule("Down", "up == 0", panel=panel))
    annotations = only_rule(project)["annotations"]
    assert annotations == {"__dashboardUid__": "overview", "__panelId__": str(panel_ids(project)[title])}


@pytest.mark.parametrize(
    ("panel", "message", "hint"),
    [
        (
            "overview/Request",
            'names panel "overview/Request", which is on no dashboard',
            'did you mean "overview/Requests"?',
        ),
        ("xyz", 'names panel "xyz", which is on no dashboard', 'write it as "dashboard-uid/Panel title"'),
        ("overview/Open", 'names panel "overview/Open", which is on no dashboard', ""),
        (TimeSeries(title="Loose"), "refers to a panel that is on no dashboard of this project", "put the panel on"),
    ],
)
def test_a_panel_that_is_nowhere_is_an_error_that_names_the_rule(panel: Any, message: str, hint: str) -> None:
    with pytest.raises(ProjectError) as caught:
        compile_project(with_dashboard(AlertRule("Down", "up == 0", panel=panel)), GRAFANA_12)
    assert caught.value.message == f'alerts/app.py:5: alert rule "Down" {message}'
    assert hint in caught.value.hint


def test_a_group_without_folder_and_data_source_takes_the_settings() -> None:
    (group,) = compile_project(project_of(RuleGroup("g", [DOWN])), GRAFANA_12).bundle.values()
    assert group.id.identity == "shop/g"
    assert group.spec["rules"][0]["data"][0]["model"]["datasource"] == {"type": "prometheus", "uid": "prom"}


def test_the_data_source_of_the_settings_may_be_of_any_type() -> None:
    settings = Settings(owner="shop", project="p-1", folder="shop", datasource="logs")
    project = project_of(Loki(uid="logs"), RuleGroup("g", [DOWN]), settings=settings)
    assert only_rule(project)["data"][0]["model"]["datasource"] == {"type": "loki", "uid": "logs"}


@pytest.mark.parametrize(
    ("options", "message", "hint"),
    [
        (
            {"datasource": Prometheus(uid="p")},
            "names no folder, and Grafana keeps alert rules in folders only",
            "folder=",
        ),
        ({"folder": Folder("f", "F")}, "names no data source to query", "datasource="),
    ],
)
def test_a_group_without_folder_or_data_source_is_an_error_with_its_place(
    options: dict[str, Any], message: str, hint: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(RuleGroup("g", [DOWN], **options), settings=BARE), GRAFANA_12)
    assert caught.value.message == f'alerts/app.py:1: rule group "g" {message}'
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "group",
    [
        RuleGroup("g", [DOWN], evaluated_by="prometheus", interval="15s"),
        RuleGroup("g", [RecordingRule("a:b", "up")], interval="15s"),
        RuleGroup("g", []),
    ],
)
def test_what_prometheus_evaluates_stays_out_of_grafana(group: RuleGroup) -> None:
    assert len(compile_project(project_of(group, settings=BARE), GRAFANA_12).bundle) == 0


def test_what_somebody_else_keeps_is_not_written() -> None:
    group = RuleGroup("g", [DOWN], datasource=Datasource.existing("theirs"))
    policy = NotificationPolicy(ContactPoint.existing("theirs"))
    kinds = [one.kind for one in compile_project(project_of(group, policy), GRAFANA_12).bundle]
    assert kinds == [ResourceKind.POLICY, ResourceKind.RULE_GROUP]


def test_objects_that_are_only_referred_to_are_written() -> None:
    group = RuleGroup("g", [DOWN], folder=Folder("f", "F"), datasource=Prometheus(uid="p"))
    policy = NotificationPolicy(ContactPoint("mail", Email("a@example.com")))
    bundle = compile_project(project_of(group, policy), GRAFANA_12).bundle
    assert [str(one) for one in bundle] == [
        "folder f",
        "data source p",
        "contact point mail",
        "notification policy",
        "rule group f/g",
    ]


def test_grafana_11_warns_of_what_its_rules_go_without() -> None:
    slow = AlertRule("Slow", "up == 0", keep_firing_for="5m")
    groups = RuleGroup("g", [slow, DOWN]), RuleGroup("h", [slow], evaluated_by="prometheus")
    assert compile_project(project_of(*groups), GRAFANA_12).warnings == ()
    (warning,) = compile_project(project_of(*groups), GRAFANA_11).warnings
    assert warning == 'Grafana 11.6 does not know keep_firing_for: alert rule "Slow" goes without it'
