"""Resources and bundles."""

from __future__ import annotations

from glimpse_gitops.model.origin import Origin
from glimpse_gitops.model.resource import POLICY_ID, Bundle, Resource, ResourceId, ResourceKind, rule_group_id


def resource(kind: ResourceKind, identity: str) -> Resource:
    return Resource(ResourceId(kind, identity), identity, {})


def test_a_bundle_is_in_the_order_in_which_it_is_applied() -> None:
    given = [
        resource(ResourceKind.DASHBOARD, "a"),
        resource(ResourceKind.RULE_GROUP, "f/g"),
        Resource(POLICY_ID, "policy", {}),
        resource(ResourceKind.CONTACT_POINT, "mail"),
        resource(ResourceKind.FOLDER, "z"),
        resource(ResourceKind.FOLDER, "f"),
        resource(ResourceKind.DATASOURCE, "p"),
    ]
    kinds = [(one.kind.value, one.identity) for one in Bundle(given)]
    assert kinds == [
        ("folder", "f"),
        ("folder", "z"),
        ("data source", "p"),
        ("contact point", "mail"),
        ("notification policy", "policy"),
        ("dashboard", "a"),
        ("rule group", "f/g"),
    ]


def test_a_group_name_may_hold_a_slash() -> None:
    assert rule_group_id("folder", "a/b").identity == "folder/a/b"


def test_a_pointer_without_a_place_of_its_own_has_the_place_around_it() -> None:
    whole, panel = Origin("a.py", 1), Origin("a.py", 7)
    one = Resource(ResourceId(ResourceKind.DASHBOARD, "x"), "x", {}, origins={"": whole, "/panels/3": panel})
    assert one.origin_of("/panels/3/targets/0/expr") == panel
    assert one.origin_of("/panels/30") == whole
    assert one.origin == whole


def test_a_resource_that_was_read_from_grafana_has_no_place() -> None:
    assert resource(ResourceKind.FOLDER, "x").origin_of("/title") is None
