"""What a plan does to an object that is ours, not ours, or somebody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glimpse_gitops.model.manifest import Manifest, OwnedObject
from glimpse_gitops.model.plan import Action, Plan
from glimpse_gitops.model.plan_choices import PlanChoices
from glimpse_gitops.model.resource import Bundle, Keeper, Resource, ResourceKind
from glimpse_gitops.plan.manifest import manifest_folder, manifest_resource
from glimpse_gitops.plan.planner import make_plan

from .specs import contact_point, dashboard, datasource, folder


def manifest(*owned: Resource) -> Manifest:
    return Manifest("glimpse", "p", {one.id: OwnedObject(one.id, one.title) for one in owned})


def plan(desired: list[Resource], live: list[Resource], owned: Manifest | None = None, *, adopt: bool = False) -> Plan:
    return make_plan(Bundle(desired), {one.id: one for one in live}, owned or manifest(), PlanChoices(adopt=adopt))


def actions(made: Plan) -> list[tuple[Action, str]]:
    return [(change.action, change.title) for change in made.changes]


NEW, OLD = dashboard(title="New"), dashboard(title="Old")


def test_what_is_not_there_is_created() -> None:
    assert actions(plan([NEW], [])) == [(Action.CREATE, "New")]


def test_what_is_ours_and_differs_is_updated() -> None:
    assert actions(plan([NEW], [OLD], manifest(OLD))) == [(Action.UPDATE, "New")]


def test_what_is_ours_and_equal_is_unchanged() -> None:
    made = plan([NEW], [NEW], manifest(NEW))
    assert made.is_empty
    assert made.unchanged == (NEW.id,)


def test_what_is_equal_and_not_ours_is_adopted_without_a_write() -> None:
    assert actions(plan([NEW], [NEW])) == [(Action.ADOPT, "New")]


def test_what_differs_and_is_not_ours_is_refused() -> None:
    made = plan([NEW], [OLD])
    assert actions(made) == [(Action.REFUSE, "New")]
    assert "--adopt" in made.refused[0].reason


def test_what_differs_and_is_not_ours_is_taken_over_when_asked() -> None:
    assert actions(plan([NEW], [OLD], adopt=True)) == [(Action.UPDATE, "New")]


@pytest.mark.parametrize("keeper", ["file", "git-sync", "plugin", "terraform", "kubectl", "converted"])
def test_what_somebody_else_keeps_is_refused_whatever_is_asked(keeper: Keeper) -> None:
    kept = replace(OLD, keeper=keeper)
    assert actions(plan([NEW], [kept], manifest(OLD), adopt=True)) == [(Action.REFUSE, "New")]


def test_a_dashboard_that_was_saved_in_a_newer_schema_is_not_flattened_unasked() -> None:
    newer = replace(OLD, stored_as="v2beta1")
    assert actions(plan([NEW], [newer], manifest(OLD))) == [(Action.REFUSE, "New")]
    assert actions(plan([NEW], [newer], manifest(OLD), adopt=True)) == [(Action.UPDATE, "New")]


def test_a_rotated_secret_is_a_change_that_shows_no_value() -> None:
    point = contact_point({"url": "[REDACTED]"}, {"url": "SLACK_URL"})
    live = {point.id: contact_point({"url": "[REDACTED]"})}
    made = make_plan(Bundle([point]), live, manifest(point), rotated={point.id: ("/integrations/0/settings/url",)})
    assert [(field.where, field.after) for field in made.changes[0].fields] == [
        ("channel slack, url", "[secret from $SLACK_URL]")
    ]


def test_folders_come_after_the_folders_that_they_lie_in() -> None:
    nested = [folder("a", parent="z"), folder("m", parent="a"), folder("z")]
    assert [change.id.identity for change in plan(nested, []).changes] == ["z", "a", "m"]


def test_the_default_data_source_comes_last_so_that_the_one_before_it_does_not_take_the_flag_back() -> None:
    made = plan([datasource("a", is_default=True), datasource("b"), datasource("c")], [])
    assert [change.title for change in made.changes] == ["b", "c", "a"]


def test_the_rest_of_the_grafana_is_left_alone_and_named() -> None:
    theirs, gone = dashboard("theirs", "Theirs"), dashboard("gone", "Gone")
    made = plan([], [theirs, gone], manifest(gone))
    assert [(left.title, left.why) for left in made.left_alone] == [
        ("Gone", "ours, and no longer in the code: --prune deletes it"),
        ("Theirs", "not ours"),
    ]


def test_our_own_book_keeping_is_not_among_what_is_left_alone() -> None:
    assert not plan([], [manifest_folder(), manifest_resource(manifest())]).left_alone


def test_changes_come_in_the_order_in_which_they_are_applied() -> None:
    desired = [dashboard(), contact_point({}), folder("f")]
    kinds = [change.id.kind for change in plan(desired, []).changes]
    assert kinds == [ResourceKind.FOLDER, ResourceKind.CONTACT_POINT, ResourceKind.DASHBOARD]


def test_what_the_organisation_shares_is_left_alone_where_another_owner_has_just_that() -> None:
    point, home = contact_point({"addresses": "a@x"}), folder("home")
    page = manifest_resource(
        Manifest("other", "p-2", {one.id: OwnedObject(one.id, one.title) for one in (point, home)})
    )
    made = plan([point, home], [point, home, page])
    assert [(one.action, one.title) for one in made.changes] == [(Action.REFUSE, home.title)], "folders have owners"
    assert made.unchanged == (point.id,)
    assert (point.id, 'as the code says, and owner "other" manages it') in [
        (one.id, one.why) for one in made.left_alone
    ]
    differing = plan([contact_point({"addresses": "b@x"})], [point, page], adopt=True)
    (refused,) = differing.refused
    assert refused.reason.startswith('owner "other" manages it: its page says so; an organisation has one')
