"""What the code changed, what people changed in Grafana, and what becomes of both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glimpse_gitops.model.manifest import OwnedObject
from glimpse_gitops.model.plan import Action, Cause, Change
from glimpse_gitops.model.plan_choices import CAREFUL, PlanChoices
from glimpse_gitops.model.resource import Resource
from glimpse_gitops.plan.decision import Decision, decide
from glimpse_gitops.plan.diff import changed_fields, comparable
from glimpse_gitops.plan.drift import compare, is_as_applied
from glimpse_gitops.plan.part_digests import digests_of
from glimpse_gitops.plan.parts import parts

from .specs import contact_point, dashboard, panel, policy, rule, rule_group
from .worlds import triples

OVERWRITE = PlanChoices(overwrite_drift=True)


def applied(resource: Resource) -> OwnedObject:
    return OwnedObject(resource.id, resource.title, digests_of(resource))


def decided(base: Resource, code: Resource, live: Resource, choices: PlanChoices = CAREFUL) -> Decision:
    return decide(code, live, applied(base), (), choices)


def written(decision: Decision, live: Resource) -> Resource:
    """Grafana after the decision: rules that say nothing of it stay as paused as they are."""
    change = decision.change
    if change is None or change.action is Action.REFUSE or change.after is None:
        return live
    spec = dict(change.after.spec)
    if "rules" in spec:
        paused = {one["uid"]: one.get("isPaused", False) for one in live.spec["rules"]}
        spec["rules"] = [{"isPaused": paused.get(one["uid"], False), **one} for one in spec["rules"]]
    return replace(live, spec=spec)


@given(triples(), st.booleans())
def test_after_an_apply_a_second_one_has_nothing_to_do(
    three: tuple[Resource, Resource, Resource], overwrite: bool
) -> None:
    base, code, live = three
    decision = decided(base, code, live, PlanChoices(overwrite_drift=overwrite))
    if decision.change is not None and decision.change.action is Action.REFUSE:
        assert not overwrite
        return
    now = written(decision, live)
    again = decided(code, code, now)
    assert again.change is None
    if overwrite:
        assert not changed_fields(now, code)
        assert not again.drift


@given(triples())
def test_what_only_one_side_changed_is_never_lost(three: tuple[Resource, Resource, Resource]) -> None:
    base, code, live = three
    decision = decided(base, code, live)
    if decision.change is not None and decision.change.action is Action.REFUSE:
        return
    kind, now = code.id.kind, written(decision, live)
    was, wanted, there, result = (parts(kind, comparable(one, code)[0]) for one in (base, code, live, now))
    for name in {*was, *wanted, *there}:
        if name.startswith("order:"):
            continue
        if wanted.get(name) == was.get(name):
            assert result.get(name) == there.get(name), f"{name}, which people may have changed"
        elif there.get(name) == was.get(name):
            assert result.get(name) == wanted.get(name), f"{name}, which the code changed"


@given(triples())
def test_what_the_code_and_people_changed_differently_is_refused(three: tuple[Resource, Resource, Resource]) -> None:
    base, code, live = three
    kind = code.id.kind
    was, wanted, there = (parts(kind, comparable(one, code)[0]) for one in (base, code, live))
    names = [name for name in {*was, *wanted, *there} if not name.startswith("order:")]
    # That a rule is to be paused says nothing where people deleted it: their deletion is kept and named.
    names = [name for name in names if not name.startswith("pause:") or name.replace("pause:", "rule:") in there]
    both = [one for one in names if len({repr(side.get(one)) for side in (was, wanted, there)}) == 3]
    decision = decided(base, code, live)
    refused = decision.change is not None and decision.change.action is Action.REFUSE
    assert refused or not both


HEAP, CPU = panel(1, "Heap", "heap"), panel(2, "CPU", "cpu")
BASE = dashboard(panels=[HEAP, CPU])


def with_expr(expr: str) -> dict[str, Any]:
    return panel(1, "Heap", expr)


def change_of(decision: Decision) -> Change:
    assert decision.change is not None
    return decision.change


def test_what_people_changed_is_kept_and_named() -> None:
    live = replace(dashboard(panels=[with_expr("heap > 1"), CPU]), edited_by="anna", edited_at="2026-11-23T04:05:06Z")
    decision = decided(BASE, BASE, live)
    assert decision.change is None
    (drift,) = decision.drift
    assert (drift.where, drift.before, drift.after) == ('panel "Heap", query A, expr', "heap", "heap > 1")
    assert (drift.by, drift.at) == ("anna", "2026-11-23T04:05:06Z")


def test_a_change_of_the_code_goes_beside_what_people_changed() -> None:
    live = dashboard(panels=[with_expr("heap > 1"), CPU])
    code = dashboard(panels=[HEAP, panel(2, "CPU", "rate(cpu[5m])")])
    decision = decided(BASE, code, live)
    change = change_of(decision)
    assert change.action is Action.UPDATE
    assert [(field.where, field.cause) for field in change.fields] == [('panel "CPU", query A, expr', Cause.CODE)]
    assert change.after is not None
    exprs = [one["targets"][0]["expr"] for one in change.after.spec["dashboard"]["panels"]]
    assert exprs == ["heap > 1", "rate(cpu[5m])"]
    assert change.noted == code, "what people changed stays drift"


def test_one_thing_changed_by_both_is_refused_with_both_values() -> None:
    live = replace(dashboard(panels=[with_expr("heap > 1"), CPU]), edited_by="anna")
    change = change_of(decided(BASE, dashboard(panels=[with_expr("heap > 2"), CPU]), live))
    assert change.action is Action.REFUSE
    assert "in Grafana too by anna" in change.reason
    assert [(field.before, field.after, field.cause) for field in change.fields] == [
        ("heap > 1", "heap > 2", Cause.BOTH)
    ]


def test_asked_to_the_code_wins_over_all_that_people_changed() -> None:
    live = dashboard(panels=[with_expr("heap > 1"), panel(2, "CPU!", "cpu")])
    code = dashboard(panels=[with_expr("heap > 2"), CPU])
    decision = decided(BASE, code, live, OVERWRITE)
    change = change_of(decision)
    assert (change.action, change.after, decision.drift) == (Action.UPDATE, code, ())
    assert {field.cause for field in change.fields} == {Cause.GRAFANA, Cause.BOTH}


def test_a_panel_that_people_added_stays_while_the_code_adds_another() -> None:
    live = dashboard(panels=[HEAP, CPU, panel(9, "Mine", "up")])
    code = dashboard(panels=[panel(3, "New", "new"), HEAP, CPU])
    change = change_of(decided(BASE, code, live))
    assert change.after is not None
    assert [one["id"] for one in change.after.spec["dashboard"]["panels"]] == [3, 1, 2, 9]


def test_a_panel_that_people_moved_stays_where_they_put_it() -> None:
    def at(y: int, one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "gridPos": {"x": 0, "y": y, "w": 12, "h": 8}}

    base = dashboard(panels=[at(0, HEAP), at(8, CPU)])
    code = dashboard(panels=[at(0, with_expr("heap > 2")), at(8, CPU)])
    live = dashboard(panels=[at(0, CPU), at(8, HEAP)])
    change = change_of(decided(base, code, live))
    assert change.after is not None
    assert change.after.spec["dashboard"]["panels"] == [at(0, CPU), at(8, with_expr("heap > 2"))]


def test_what_converged_on_its_own_is_no_change() -> None:
    same = dashboard(panels=[with_expr("heap > 1"), CPU])
    assert decided(BASE, same, same) == Decision()


def test_where_the_last_apply_is_not_known_the_code_counts_as_changed() -> None:
    live = dashboard(panels=[with_expr("heap > 1"), CPU])
    change = change_of(decide(BASE, live, OwnedObject(BASE.id, "T"), (), CAREFUL))
    assert (change.action, change.fields[0].cause) == (Action.UPDATE, Cause.CODE)


@pytest.mark.parametrize("reached", [True, False])
def test_a_write_that_was_begun_and_not_confirmed_is_no_drift(reached: bool) -> None:
    code = dashboard(panels=[with_expr("heap > 2"), CPU])
    entry = replace(applied(BASE), intended=digests_of(code))
    later = dashboard(panels=[with_expr("heap > 3"), CPU])
    change = change_of(decide(later, code if reached else BASE, entry, (), CAREFUL))
    assert (change.action, change.fields[0].cause) == (Action.UPDATE, Cause.CODE)


def test_a_rule_that_on_call_paused_stays_paused_though_the_code_says_that_it_runs() -> None:
    base = rule_group(rule("u", "Up", isPaused=False), rule("d", "Down"))
    live = rule_group(rule("u", "Up", isPaused=True), rule("d", "Down", isPaused=True))
    code = rule_group(rule("u", "Up", isPaused=False, **{"for": "10m"}), rule("d", "Down"))
    decision = decided(base, code, live)
    change = change_of(decision)
    assert change.after is not None
    assert [one.get("isPaused") for one in change.after.spec["rules"]] == [True, None]
    assert [drift.where for drift in decision.drift] == ['rule "Up", isPaused']


def test_a_rule_that_people_added_to_our_group_is_not_deleted() -> None:
    base = rule_group(rule("u", "Up"))
    change = change_of(
        decided(base, rule_group(rule("u", "Up", **{"for": "1h"})), rule_group(rule("m", "Mine"), rule("u", "Up")))
    )
    assert change.after is not None
    assert [one["uid"] for one in change.after.spec["rules"]] == ["m", "u"]


def test_routes_are_merged_one_by_one() -> None:
    def route(team: str, receiver: str) -> dict[str, Any]:
        return {"receiver": receiver, "object_matchers": [["team", "=", team]]}

    base = policy(routes=[route("a", "x"), route("b", "x")])
    live = policy(routes=[route("a", "x"), route("b", "y")])
    change = change_of(decided(base, policy(routes=[route("a", "z"), route("b", "x")]), live))
    assert change.after is not None
    assert [one["receiver"] for one in change.after.spec["routes"]] == ["z", "y"]


def test_secrets_follow_their_channel_when_people_add_another() -> None:
    base = contact_point({"url": "[REDACTED]", "recipient": "#a"}, {"url": "SLACK_URL"})
    mine = {"uid": "a-mine", "type": "email", "disableResolveMessage": False, "settings": {"addresses": "a@b.example"}}
    live = replace(base, spec={"integrations": [mine, *base.spec["integrations"]]}, secrets={})
    code = contact_point({"url": "[REDACTED]", "recipient": "#b"}, {"url": "SLACK_URL"})
    change = change_of(decided(base, code, live))
    assert change.after is not None
    uids = [one["uid"] for one in change.after.spec["integrations"]]
    assert sorted(uids) == ["a-mine", "team-slack"]
    assert list(change.after.secrets) == [f"/integrations/{uids.index('team-slack')}/settings/url"]


def test_an_object_of_ours_that_people_deleted_is_made_again_and_named() -> None:
    decision = decide(BASE, None, applied(BASE), (), CAREFUL)
    assert change_of(decision).action is Action.CREATE
    assert [drift.is_deletion for drift in decision.drift] == [True]


def test_a_creation_that_was_cut_off_is_no_deletion_by_people() -> None:
    entry = OwnedObject(BASE.id, BASE.title, intended=digests_of(BASE))
    assert not decide(BASE, None, entry, (), CAREFUL).drift


@given(triples())
def test_only_what_people_changed_is_not_as_it_was_applied(three: tuple[Resource, Resource, Resource]) -> None:
    base, _, live = three
    pauses = {one["uid"] for one in base.spec.get("rules", ()) if "isPaused" in one}
    if "rules" in live.spec and pauses != {one["uid"] for one in live.spec["rules"] if "isPaused" in one}:
        return
    old, new = comparable(base, base)[0], comparable(live, live)[0]
    if "integrations" in live.spec:
        # A delete that was cut off has taken some of the channels, and nobody changed the others.
        changed = any(one not in old["integrations"] for one in new["integrations"])
        assert is_as_applied(live, applied(base)) == (not changed)
        return
    assert is_as_applied(live, applied(base)) == (old == new)


@pytest.mark.parametrize("secrets", [{}, {"/integrations/0/settings/url": "a:b"}], ids=["open", "secret"])
def test_a_contact_point_of_which_a_delete_took_half_the_channels_is_still_as_it_was_applied(
    secrets: dict[str, str],
) -> None:
    point = contact_point({"url": "[REDACTED]"})
    (chat,) = point.spec["integrations"]
    whole = replace(point, spec={"integrations": [chat, {**chat, "uid": "team-mail"}]})
    entry = replace(applied(whole), secrets=secrets)
    assert is_as_applied(point, entry)
    assert not is_as_applied(replace(point, spec={"integrations": [{**chat, "uid": "theirs"}]}), entry)


def test_parts_that_compare_equal_have_no_cause() -> None:
    assert not compare(BASE, BASE, applied(BASE)).causes
