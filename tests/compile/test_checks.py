"""What no Grafana can hold."""

from __future__ import annotations

from typing import Any

import pytest

from glimpse_gitops.compile.project import compile_project
from glimpse_gitops.compile.target import GRAFANA_11, GRAFANA_12
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Datasource, Loki, Prometheus
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.integrations import Email
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.policy import NotificationPolicy, Route
from glimpse_gitops.model.project import Project
from glimpse_gitops.model.rule_group import AlertRule, RuleGroup
from glimpse_gitops.model.template import Template

from ..definitions import SETTINGS, dashboard, defined, project_of

MAIL = ContactPoint("mail", Email("a@example.com"))
NIGHTS = MuteTiming("nights", ("22:00", "07:00"))
DOWN, ALSO_DOWN = AlertRule("Down", "up == 0"), AlertRule("Down", "absent(up)")
HERE = "alerts/app.py"


def contact_point(name: str) -> ContactPoint:
    return ContactPoint(name, Email("a@example.com"))


TWICE: dict[str, tuple[list[Any], str]] = {
    "dashboard uid": ([dashboard("a", "A"), dashboard("a", "B")], 'dashboard uid "a" is used 2 times'),
    "dashboard title": (
        [dashboard("a", "A"), dashboard("b", "A")],
        'dashboard title "A" in one folder is used 2 times',
    ),
    "folder uid": ([Folder("a", "A"), Folder("a", "B")], 'folder uid "a" is used 2 times'),
    "folder title": ([Folder("a", "A"), Folder("b", "A")], 'folder title "A" under one parent is used 2 times'),
    "data source uid": ([Loki(uid="a"), Prometheus(uid="a")], 'data source uid "a" is used 2 times'),
    "data source name": ([Loki(uid="a"), Loki(uid="b")], 'data source name "Loki" is used 2 times'),
    "default data source": (
        [Loki(uid="a", is_default=True), Prometheus(uid="b", is_default=True)],
        "the default data source is used 2 times",
    ),
    "contact point": ([contact_point("a"), contact_point("a")], 'contact point "a" is used 2 times'),
    "mute timing": ([MuteTiming("a"), MuteTiming("a")], 'mute timing "a" is used 2 times'),
    "template": ([Template("a", "x"), Template("a", "y")], 'template "a" is used 2 times'),
    "folder and dashboard": (
        [Folder("a", "A"), dashboard("a", "B")],
        'uid "a" of a folder and a dashboard is used 2 times',
    ),
    "rule group of one rule file": (
        [
            RuleGroup("g", [DOWN], folder=Folder("a", "A")),
            RuleGroup("g", [ALSO_DOWN], folder=Folder("b", "B")),
        ],
        f'rule group "g" in the rule file of {HERE} is used 2 times',
    ),
    "rule group that prometheus evaluates": (
        [RuleGroup("g", [DOWN], evaluated_by="prometheus"), RuleGroup("g", [DOWN], evaluated_by="prometheus")],
        f'rule group "g" in the rule file of {HERE} is used 2 times',
    ),
    "alert rule uid": (
        [RuleGroup("g", [AlertRule("A", "up", uid="u")]), RuleGroup("h", [AlertRule("B", "up", uid="u")])],
        'alert rule uid "u" is used 2 times',
    ),
}


@pytest.mark.parametrize("case", TWICE)
def test_two_objects_of_one_identity_are_refused_with_both_places(case: str) -> None:
    objects, message = TWICE[case]
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(*objects), GRAFANA_12)
    assert f"{message}: {HERE}:1 and {HERE}:2" in caught.value.message


def test_one_group_of_a_folder_in_two_modules_is_refused_with_both_places() -> None:
    groups = tuple(defined(RuleGroup("g", [DOWN]), path=path) for path in ("alerts/a.py", "alerts/b.py"))
    with pytest.raises(ProjectError, match=r'rule group "g" is used 2 times: alerts/a.py:1 and alerts/b.py:1'):
        compile_project(Project(SETTINGS, rule_groups=groups), GRAFANA_12)


def test_a_group_that_is_no_promql_shares_no_rule_file() -> None:
    logs = RuleGroup("g", [DOWN], folder=Folder("a", "A"), datasource=Loki(uid="l"))
    assert len(compile_project(project_of(logs, RuleGroup("g", [DOWN])), GRAFANA_12).bundle) == 4


def test_equal_titles_in_different_folders_are_fine() -> None:
    above, below = Folder("a", "A"), Folder("b", "B")
    inner = [Folder("c", "Same", parent=above), Folder("d", "Same", parent=below)]
    groups = [RuleGroup(name, [DOWN], folder=one) for name, one in (("g", above), ("h", below))]
    assert len(compile_project(project_of(above, below, *inner, *groups), GRAFANA_11).bundle) == 6


@pytest.mark.parametrize(
    "groups", [[RuleGroup("g", [DOWN, ALSO_DOWN])], [RuleGroup("g", [DOWN]), RuleGroup("h", [ALSO_DOWN])]]
)
def test_two_rules_of_one_name_in_a_folder_are_fine_from_grafana_12_on(groups: list[RuleGroup]) -> None:
    project = project_of(*groups)
    compile_project(project, GRAFANA_12)
    with pytest.raises(ProjectError, match='alert rule title "Down" in one folder is used 2 times'):
        compile_project(project, GRAFANA_11)


@pytest.mark.parametrize(
    "thing",
    [
        Folder("a b", "A"),
        Folder("a" * 41, "A"),
        Datasource(uid="a/b", type="loki"),
        dashboard("a b", "A"),
        RuleGroup("g", [AlertRule("A", "up", uid="a/b")]),
    ],
)
def test_an_illegal_uid_is_refused_with_its_place(thing: Any) -> None:
    with pytest.raises(ProjectError, match=r'^alerts/app.py:1: .*"a.*" is (no|not a) uid'):
        compile_project(project_of(thing), GRAFANA_12)


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        (NotificationPolicy("mial"), 'names contact point "mial", which nothing defines; did you mean "mail"?'),
        (NotificationPolicy(MAIL, [Route("xyz")]), 'names contact point "xyz", which nothing defines'),
        (NotificationPolicy(MAIL, [Route(MAIL, routes=[Route("mial")])]), 'did you mean "mail"?'),
        (
            NotificationPolicy(MAIL, [Route(MAIL, mute=["night"])]),
            'mute timing "night", which nothing defines; did you mean "nights"?',
        ),
        (NotificationPolicy(MAIL, [Route(MAIL, active=["xyz"])]), 'names mute timing "xyz", which nothing defines'),
    ],
)
def test_a_dangling_reference_is_refused_with_a_suggestion(policy: NotificationPolicy, message: str) -> None:
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(MAIL, NIGHTS, policy), GRAFANA_12)
    assert caught.value.message.startswith(f"{HERE}:3: the notification policy ")
    assert message in caught.value.message


def test_one_name_that_dangles_in_several_routes_is_told_once() -> None:
    policy = NotificationPolicy(MAIL, [Route("xyz", ["a=b"]), Route("xyz", ["a=c"])])
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(MAIL, policy), GRAFANA_12)
    assert caught.value.message.count('"xyz"') == 1


def test_routes_may_name_what_is_defined_and_what_somebody_else_keeps() -> None:
    policy = NotificationPolicy("mail", [Route(ContactPoint.existing("theirs"), mute=["nights"])])
    bundle = compile_project(project_of(MAIL, NIGHTS, policy), GRAFANA_12).bundle
    assert [str(one) for one in bundle] == ["mute timing nights", "contact point mail", "notification policy"]


def test_two_policy_trees_are_refused_with_both_places() -> None:
    with pytest.raises(ProjectError, match=rf"one notification policy tree, and there are 2: {HERE}:2 and {HERE}:3"):
        compile_project(project_of(MAIL, NotificationPolicy(MAIL), NotificationPolicy(MAIL)), GRAFANA_12)


def test_a_rule_group_needs_a_name() -> None:
    with pytest.raises(ProjectError, match=f"^{HERE}:1: a rule group has no name"):
        compile_project(project_of(RuleGroup("", [DOWN])), GRAFANA_12)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(NotificationPolicy("x", [Route("y")])), GRAFANA_12)
    first, *problems = caught.value.message.splitlines()
    assert first == "2 problems:"
    assert len(problems) == 2


@pytest.mark.parametrize(
    "given",
    [
        Folder("gitops", "Mine"),
        Folder("gitops-shop-lease-7", "Mine"),
        dashboard("gitops-shop", "Mine"),
        dashboard("gitops", "Mine"),
    ],
    ids=lambda given: getattr(given, "uid", "") or given["uid"],
)
def test_what_the_tool_keeps_for_itself_cannot_be_defined(given: Any) -> None:
    with pytest.raises(ProjectError, match=r"alerts/app.py:1.* choose another uid"):
        compile_project(project_of(given), GRAFANA_12)


def test_uids_that_only_look_like_the_tools_own_are_taken() -> None:
    project = project_of(Folder("gitops-other", "Mine"), dashboard("gitops-shop-2", "Mine"))
    compiled = {id.identity for id in compile_project(project, GRAFANA_12).bundle}
    assert {"gitops-other", "gitops-shop-2"} <= compiled


def test_a_matcher_that_is_no_regular_expression_is_refused_with_its_route() -> None:
    policy = NotificationPolicy(MAIL, [Route("mail", ['a=~"b|c"'], [Route("mail", ["severity=~wa(rn", 'a!~"["'])])])
    with pytest.raises(ProjectError) as caught:
        compile_project(project_of(MAIL, policy), GRAFANA_12)
    _, first, second = caught.value.message.splitlines()
    assert f'{HERE}:2: the route to "mail" has the matcher severity=~"wa(rn", which is no regular expression: ' in first
    assert 'the matcher a!~"["' in second
