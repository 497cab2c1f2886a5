"""What goes with --prune, and what never does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.manifest import Manifest, OwnedObject
from glimpse_gitops.model.plan import Action, Plan
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.model.resource import Bundle, Resource, ResourceId, ResourceKind
from glimpse_gitops.plan.part_digests import digests_of
from glimpse_gitops.plan.planner import make_plan

from .specs import contact_point, dashboard, datasource, folder, policy, rule, rule_group

PRUNE = PlanChoices(prune="delete", allow=frozenset({"policy-root"}))


def template(name: str, text: str) -> Resource:
    return Resource(ResourceId(ResourceKind.TEMPLATE, name), name, {"template": text})


def in_folder(uid: str, folder_uid: str) -> Resource:
    board = dashboard(uid, uid)
    return replace(board, spec={**board.spec, "folderUid": folder_uid})


def planned(
    live: list[Resource],
    owned: list[Resource],
    desired: tuple[Resource, ...] = (),
    choices: PlanChoices = PRUNE,
    **keys: object,
) -> Plan:
    manifest = Manifest("glimpse", "p", {one.id: OwnedObject(one.id, one.title, digests_of(one)) for one in owned})
    return make_plan(Bundle(desired), {one.id: one for one in live}, manifest, choices, **keys)  # type: ignore[arg-type]


def deleted(plan: Plan) -> list[str]:
    return [change.id.identity for change in plan.by_action(Action.DELETE)]


def why(plan: Plan) -> dict[str, str]:
    return {left.id.identity: left.why for left in plan.left_alone}


FOLDERS = ("x", "y", "z")
objects = st.lists(
    st.one_of(
        st.builds(in_folder, st.sampled_from("abcdef"), st.sampled_from(["", *FOLDERS])),
        st.builds(
            lambda uid, above: folder(uid, parent=above if above < uid else ""),
            st.sampled_from(FOLDERS),
            st.sampled_from(["", *FOLDERS]),
        ),
    ),
    unique_by=lambda one: one.id,
    max_size=9,
)


@given(objects, st.sets(st.sampled_from("abcdefxyz")), st.sets(st.sampled_from("abcdefxyz")))
def test_nothing_goes_that_is_not_ours_or_holds_what_stays(
    live: list[Resource], ours: set[str], wanted: set[str]
) -> None:
    owned = [one for one in live if one.id.identity in ours]
    desired = tuple(one for one in owned if one.id.identity in wanted)
    plan = planned(live, owned, desired)
    gone = set(deleted(plan))
    assert gone <= ours - wanted
    for one in live:
        around = str(one.spec.get("folderUid") or one.spec.get("parentUid") or "")
        if one.id.identity not in gone:
            assert around not in gone
        elif around in gone:
            assert deleted(plan).index(one.id.identity) < deleted(plan).index(around)


def test_a_folder_stays_that_holds_more_than_the_listings_show() -> None:
    ours = folder("x")
    plan = planned([ours, in_folder("a", "x")], [ours, in_folder("a", "x")], counts={"x": 3})
    assert deleted(plan) == ["a"]
    assert why(plan)["x"] == "no longer in the code, and holds 2 more things that are not ours"


def test_a_contact_point_stays_that_a_route_of_others_uses() -> None:
    mine = contact_point({})
    plan = planned([mine, policy(routes=[{"receiver": "team"}])], [mine])
    assert "still used by notification policy" in why(plan)["team"]


def test_a_contact_point_stays_that_a_rule_of_others_names() -> None:
    mine = contact_point({})
    theirs = rule_group(rule("u", "Up", notification_settings={"receiver": "team"}))
    assert 'still used by rule group "app"' in why(planned([mine, theirs], [mine]))["team"]


def test_a_contact_point_goes_with_the_last_route_that_used_it() -> None:
    mine, before, after = contact_point({}), policy(routes=[{"receiver": "team"}]), policy()
    plan = planned([mine, before], [mine, before], (after,))
    assert [(change.action, change.id.kind) for change in plan.changes] == [
        (Action.UPDATE, ResourceKind.POLICY),
        (Action.DELETE, ResourceKind.CONTACT_POINT),
    ]


def test_a_template_stays_that_a_channel_of_others_uses() -> None:
    mine = template("t", '{{ define "shop.title" }}x{{ end }}')
    theirs = contact_point({"title": '{{ template "shop.title" . }}'})
    assert 'still used by contact point "team"' in why(planned([mine, theirs], [mine]))["t"]


def test_a_data_source_stays_that_a_rule_or_panel_of_others_queries() -> None:
    mine = datasource("prometheus")
    assert "still used by" in why(planned([mine, rule_group(rule("u", "Up"))], [mine]))["prometheus"]
    board = dashboard(panels=[{"id": 1, "datasource": {"uid": "prometheus"}}])
    assert "still used by" in why(planned([mine, board], [mine]))["prometheus"]


def test_what_is_kept_by_files_stays() -> None:
    kept = replace(dashboard(), keeper="file")
    assert "kept by Grafana's provisioning files" in next(iter(why(planned([kept], [kept])).values()))


def test_a_group_whose_rules_all_go_to_another_is_not_among_what_is_left() -> None:
    old = rule_group(rule("u", "Up"))
    new = replace(old, id=ResourceId(ResourceKind.RULE_GROUP, "glimpse/new"), title="new")
    plan = planned([old], [old], (new,))
    assert [change.action for change in plan.changes] == [Action.CREATE]
    assert not plan.left_alone
