"""What `drift` answers in words."""

from __future__ import annotations

from glimpse_gitops.model.plan import Drift
from glimpse_gitops.model.resource import POLICY_ID, ResourceId, ResourceKind
from glimpse_gitops.report.drift_text import drift_lines, drift_text


def test_that_nobody_changed_anything_is_not_said_where_nothing_is_listed_as_ours() -> None:
    assert "nobody changed" not in drift_text((), 0)
    lost = drift_text((), 0, "gitops-shop")
    assert "nobody changed" not in lost
    assert lost.startswith('Not known: dashboard "gitops-shop"')


def test_that_nobody_changed_anything_tells_how_many_objects_were_compared() -> None:
    assert drift_text((), 12).startswith("No drift: nobody changed any of the 12 objects")


def test_one_object_is_no_objects_in_the_plural() -> None:
    assert "the one object of ours" in drift_text((), 1)
    one = Drift(ResourceId(ResourceKind.FOLDER, "shop"), "Shop", "title", "Shop", "Shop 2")
    assert "1 of 1 object was changed" in drift_text([one], 1)


def test_the_one_notification_policy_is_named_once() -> None:
    assert drift_lines([Drift(POLICY_ID, "notification policy", "group_by", [], ["a"])])[0] == "notification policy"
