"""Bundles as they are in one environment."""

from __future__ import annotations

import pytest

from glimpse_gitops.compile.environment import in_environment
from glimpse_gitops.errors import ProjectError
from glimpse_gitops.model.environment import NOWHERE, Environment
from glimpse_gitops.model.resource import POLICY_ID, Bundle, ResourceId, ResourceKind
from tests.plan.specs import contact_point, dashboard, datasource, folder, panel, policy, rule, rule_group


def bundle() -> Bundle:
    linked = {**panel(1, "Up", "up"), "datasource": {"type": "prometheus", "uid": "prometheus"}}
    linked["links"] = [{"url": "/d/shop/overview?x=1"}, {"url": "/d/elsewhere"}]
    variable = {"name": "ds", "type": "datasource", "current": {"text": "prometheus", "value": "prometheus"}}
    return Bundle(
        [
            folder("glimpse", "Glimpse"),
            datasource("prometheus"),
            contact_point({"url": "x"}),
            policy(receiver="team", routes=[{"receiver": "team", "object_matchers": [["receiver", "=", "team"]]}]),
            rule_group(
                rule("down", "Down", labels={"receiver": "team"}, annotations={"__dashboardUid__": "shop"}),
                rule("up", "Up", notification_settings={"receiver": "team"}),
            ),
            dashboard("shop", folder="glimpse", panels=[linked], templating={"list": [variable]}),
        ]
    )


def test_no_environment_changes_nothing() -> None:
    assert in_environment(bundle(), NOWHERE) == bundle()


def test_a_data_source_of_another_uid_is_referred_to_and_not_written() -> None:
    there = in_environment(bundle(), Environment("eu", datasources={"prometheus": "prom-eu"}))
    assert not there.of_kind(ResourceKind.DATASOURCE)
    (board,) = there.of_kind(ResourceKind.DASHBOARD)
    assert board.spec["dashboard"]["panels"][0]["datasource"] == {"type": "prometheus", "uid": "prom-eu"}
    assert board.spec["dashboard"]["templating"]["list"][0]["current"] == {"text": "prom-eu", "value": "prom-eu"}
    (group,) = there.of_kind(ResourceKind.RULE_GROUP)
    assert {node["datasourceUid"] for one in group.spec["rules"] for node in one["data"]} == {"prom-eu"}


def test_a_contact_point_that_another_one_stands_in_for_is_not_written_there() -> None:
    there = in_environment(bundle(), Environment("eu", contact_points={"team": "mail"}))
    assert not there.of_kind(ResourceKind.CONTACT_POINT)
    tree = there[POLICY_ID].spec
    assert tree["receiver"] == tree["routes"][0]["receiver"] == "mail"
    assert tree["routes"][0]["object_matchers"] == [["receiver", "=", "team"]]
    (group,) = there.of_kind(ResourceKind.RULE_GROUP)
    assert group.spec["rules"][0]["labels"] == {"receiver": "team"}
    assert group.spec["rules"][1]["notification_settings"] == {"receiver": "mail"}


def test_a_contact_point_that_the_project_does_not_have_cannot_be_replaced() -> None:
    with pytest.raises(ProjectError, match='replaces contact point "teem"') as error:
        in_environment(bundle(), Environment("eu", contact_points={"teem": "mail"}))
    assert error.value.hint == 'did you mean "team"?'


def test_with_a_prefix_everything_that_has_a_uid_gets_one_of_its_own() -> None:
    there = in_environment(bundle(), Environment("staging", folder_prefix="staging-"))
    (home,) = there.of_kind(ResourceKind.FOLDER)
    assert (home.id.identity, home.title, home.spec["title"]) == (
        "staging-glimpse",
        "staging: Glimpse",
        "staging: Glimpse",
    )
    (board,) = there.of_kind(ResourceKind.DASHBOARD)
    assert (board.id.identity, board.spec["dashboard"]["uid"], board.spec["folderUid"]) == (
        "staging-shop",
        "staging-shop",
        "staging-glimpse",
    )
    links = board.spec["dashboard"]["panels"][0]["links"]
    assert [one["url"] for one in links] == ["/d/staging-shop/overview?x=1", "/d/elsewhere"]
    (group,) = there.of_kind(ResourceKind.RULE_GROUP)
    assert group.id == ResourceId(ResourceKind.RULE_GROUP, "staging-glimpse/app")
    assert [one["uid"] for one in group.spec["rules"]] == ["staging-down", "staging-up"]
    assert group.spec["rules"][0]["annotations"] == {"__dashboardUid__": "staging-shop"}


def test_a_uid_that_grows_too_long_is_shortened_the_same_way_everywhere() -> None:
    long = "d" * 38
    there = in_environment(Bundle([dashboard(long)]), Environment("staging", folder_prefix="staging-"))
    (board,) = there.of_kind(ResourceKind.DASHBOARD)
    assert len(board.id.identity) <= 40
    assert board.id.identity.startswith("staging-ddd")
