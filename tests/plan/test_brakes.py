"""Brakes: what an apply does only where it is allowed by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from glimpse_gitops.model.brake import BrakeLimits
from glimpse_gitops.model.manifest import Manifest, OwnedObject
from glimpse_gitops.model.plan import Action, Change, FieldChange
from glimpse_gitops.model.resource import POLICY_ID, Resource, ResourceId
from glimpse_gitops.plan.brakes import brakes_of

from .specs import contact_point, dashboard, policy, rule, rule_group

CRITICAL = {"severity": "critical"}


def braked(changes: list[Change], live: list[Resource], **options: Any) -> dict[str, str]:
    """Name → reason of the brakes of changes to what is live, all of it ours."""
    owned = options.pop("owned", live)
    manifest = Manifest("shop", "p", {one.id: OwnedObject(one.id, one.title, {}) for one in owned})
    there: Mapping[ResourceId, Resource] = {one.id: one for one in live}
    limits = BrakeLimits(**options)
    return {brake.name: brake.why for brake in brakes_of(changes, there, manifest, limits, "critical")}


def change(before: Resource, after: Resource | None, *fields: FieldChange) -> Change:
    return Change(Action.UPDATE if after else Action.DELETE, before.id, before.title, before, after, fields)


def boards(count: int) -> list[Resource]:
    return [dashboard(f"d{i}", f"D{i}") for i in range(count)]


def changed(count: int, of: list[Resource]) -> list[Change]:
    return [change(one, replace(one, title="New")) for one in of[:count]]


@pytest.mark.parametrize(("touched", "there", "stops"), [(3, 10, False), (4, 10, True), (9, 9, False), (31, 100, True)])
def test_more_than_thirty_percent_of_at_least_ten_stop(touched: int, there: int, stops: bool) -> None:
    live = boards(there)
    assert ("many-dashboards" in braked(changed(touched, live), live)) is stops


def test_deletes_count_and_are_named() -> None:
    live = boards(10)
    deletes = [change(one, None) for one in live[:4]]
    assert braked(deletes, live) == {"many-dashboards": "4 of 10 dashboards are deleted: more than 30%"}
    both = [*deletes[:3], *changed(10, live)[3:5]]
    assert braked(both, live)["many-dashboards"] == "5 of 10 dashboards change, 3 of them deleted: more than 30%"


def test_what_is_not_ours_is_not_counted() -> None:
    live = boards(10)
    assert not braked(changed(4, live), live, owned=live[:4])


def test_each_kind_has_its_own_limit() -> None:
    live = boards(10)
    assert not braked(changed(4, live), live, kinds={"dashboards": 0.5})
    assert braked(changed(2, live), live, kinds={"dashboards": 0.1})
    assert not braked(changed(4, live), live, at_least=11)


def test_rules_are_counted_and_not_their_groups() -> None:
    rules = [rule(f"r{i}", f"R{i}") for i in range(10)]
    before = rule_group(*rules)
    assert not braked([change(before, rule_group(*rules, interval=120))], [before])
    after = rule_group(*({**one, "for": "1m"} for one in rules[:4]), *rules[4:])
    assert braked([change(before, after)], [before]) == {"many-rules": "4 of 10 rules change: more than 30%"}


def test_the_root_of_the_policy_tree_stops_and_a_route_does_not() -> None:
    before = policy(routes=[])
    assert not braked([change(before, policy(routes=[{"receiver": "mail"}]))], [before])
    assert "changes" in braked([change(before, policy(receiver="chat"))], [before])["policy-root"]
    assert "reset to Grafana's default" in braked([change(before, None)], [before])["policy-root"]


POINT = contact_point({"recipient": "#a"})
OTHER = contact_point({"recipient": "#b"})


@pytest.mark.parametrize(
    ("tree", "rules", "stops"),
    [
        (policy(receiver="team"), [], True),
        (policy(routes=[{"receiver": "team", "object_matchers": [["severity", "=", "critical"]]}]), [], True),
        (policy(routes=[{"receiver": "team", "object_matchers": [["severity", "=", "warning"]]}]), [], False),
        (
            policy(routes=[{"receiver": "team", "object_matchers": [["app", "=", "x"]]}]),
            [rule("a", "A", labels={**CRITICAL, "app": "x"})],
            True,
        ),
        (policy(), [rule("a", "A", labels=CRITICAL, notification_settings={"receiver": "team"})], True),
        (policy(), [rule("a", "A", labels=CRITICAL)], False),
    ],
)
def test_a_contact_point_stops_where_critical_alerts_go_to_it(
    tree: Resource, rules: list[dict[str, Any]], stops: bool
) -> None:
    live = [POINT, tree, rule_group(*rules)]
    for after in (OTHER, None):
        assert ("contact-point:team" in braked([change(POINT, after)], live)) is stops


def test_a_rotated_secret_does_not_stop() -> None:
    live = [POINT, replace(policy(receiver="team"), id=POLICY_ID)]
    rotation = FieldChange("channel slack, url", "[secret]", "[secret from env SLACK]")
    assert not braked([change(POINT, POINT, rotation)], live)
    assert braked([change(POINT, OTHER, rotation, FieldChange("channel slack, recipient", "#a", "#b"))], live)
