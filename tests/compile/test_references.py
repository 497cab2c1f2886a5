"""Objects that others refer to."""

from __future__ import annotations

from glimpse_gitops.compile.references import with_references
from glimpse_gitops.model.contact_point import ContactPoint
from glimpse_gitops.model.datasource import Loki, Prometheus, Tempo
from glimpse_gitops.model.folder import Folder
from glimpse_gitops.model.integrations import Email
from glimpse_gitops.model.mute_timing import MuteTiming
from glimpse_gitops.model.policy import NotificationPolicy, Route
from glimpse_gitops.model.rule_group import RuleGroup

from ..definitions import project_of


def test_folders_that_only_a_group_names_belong_to_the_project_with_all_above_them() -> None:
    top = Folder("top", "Top")
    project = with_references(project_of(RuleGroup("g", [], folder=Folder("in", "In", parent=top))))
    assert [(one.value.uid, str(one.origin)) for one in project.folders] == [
        ("in", "alerts/app.py:1"),
        ("top", "alerts/app.py:1"),
    ]


def test_a_folder_that_is_written_twice_in_the_same_words_is_one_folder() -> None:
    project = project_of(Folder("f", "F"), RuleGroup("g", [], folder=Folder("f", "F")))
    assert [str(one.origin) for one in with_references(project).folders] == ["alerts/app.py:1"]


def test_data_sources_that_only_a_group_names_belong_to_the_project() -> None:
    logs = Loki(uid="logs")
    spans = Tempo(uid="spans", logs=logs)
    project = with_references(project_of(RuleGroup("g", [], datasource=Prometheus(uid="p", exemplars_to=spans))))
    assert {one.value.uid for one in project.datasources} == {"p", "spans", "logs"}


def test_contact_points_and_mute_timings_that_only_a_route_names_belong_to_the_project() -> None:
    root, inner = ContactPoint("root", Email("a@example.com")), ContactPoint("inner", Email("b@example.com"))
    nights, work = MuteTiming("nights", ("22:00", "07:00")), MuteTiming("work", ("09:00", "18:00"))
    policy = NotificationPolicy(root, [Route(root, mute=[nights], routes=[Route(inner, active=[work])])])
    project = with_references(project_of(policy))
    assert [one.value.name for one in project.contact_points] == ["root", "inner"]
    assert [one.value.name for one in project.mute_timings] == ["nights", "work"]


def test_following_references_again_finds_nothing_new() -> None:
    group = RuleGroup("g", [], folder=Folder("f", "F"), datasource=Prometheus(uid="p"))
    once = with_references(project_of(group, NotificationPolicy(ContactPoint("c", Email("a@example.com")))))
    assert with_references(once) == once
